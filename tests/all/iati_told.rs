//! Whom the files for IATI name.

use crate::iati::{computed, eventful, pool_of, published, settings, sums};

#[test]
fn donors_that_are_not_public_are_not_named_and_their_gifts_stand_by_year() {
    let named = computed(settings(&[]), eventful());
    let mut facts = eventful();
    // One alone that is not public is told with the donor that gave least, so that its gifts are not told by themselves.
    facts.donors[0].visibility = None;
    let hidden = computed(settings(&[]), facts);
    let (open, text) = (pool_of(&named), pool_of(&hidden));
    assert!(open.contains("provider-org") && open.contains("&lt;sons&gt;") && open.contains("ref=\"R-1\""));
    for told in ["provider-org", "&lt;sons&gt;", "role=\"1\"", "ref=\"R-1\"", "ref=\"R-2\"", "2022-02-01", "2023-02-01"]
    {
        assert!(!text.contains(told), "{told}: {text}");
    }
    assert!(text.contains("ref=\"R-6\""), "{text}");
    // No sum is one donor's alone: neither by its earmarking, nor by what one was paid back or gave in a year in which the other did not.
    let of = |code: &str| -> Vec<&str> {
        let code = format!("<transaction-type code=\"{code}\"/>");
        text.split("</transaction>").filter(|one| one.contains(&code)).collect()
    };
    let incoming: Vec<&str> = of("1").into_iter().filter(|one| !one.contains("Interest")).collect();
    assert!(!incoming.is_empty() && incoming.iter().all(|one| !one.contains("vocabulary=\"2\"")), "{incoming:?}");
    assert!(!text.contains("Refund to the donor") && !text.contains("Coordination levy"), "{text}");
    if let (Some(open), Some(text)) = (published(&named), published(&hidden)) {
        assert_eq!(sums(&open), sums(&text), "no amount is lost");
    }
}
