//! What a donor reads of an agreement whose terms or money changed after it was signed.

use poolfund::report::phrasebook::Phrasebook;
use poolfund::report::{Provenance, View, donor};

use crate::iati::{computed, eventful, settings};
use crate::report_asked::{sheet_of, texts};

#[test]
fn an_agreement_says_what_it_was_signed_for_how_it_was_amended_and_what_was_paid_back() {
    let figures = computed(settings(&[]), eventful());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let phrases = Phrasebook::new(view.language());
    let of_donor = view.donors().find(|donor| donor.code.as_str() == "A").unwrap();
    let book = donor::book(&view, of_donor);
    let said = texts(sheet_of(&book, &phrases.get("sheet-agreements")));
    for expected in ["for EUR 400,000.00 · Amended on 1 May 2023, amount EUR 450,000.00", "EUR 5,000.00 was paid back"]
    {
        assert!(said.iter().any(|text| text.contains(expected)), "{expected}: {said:#?}");
    }
    let other = view.donors().find(|donor| donor.code.as_str() == "B").unwrap();
    let said = texts(sheet_of(&donor::book(&view, other), &phrases.get("sheet-agreements"))).join("\n");
    assert!(!said.contains("Amended") && !said.contains("paid back"), "{said}");
}
