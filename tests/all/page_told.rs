//! What everybody is told of donors that are not named: no part of one of them follows from all that stands there.

use std::collections::{BTreeMap, BTreeSet};

use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::report::grid::{Sheet, Value};
use poolfund::report::page::contract::{Disclosure, FiguresFile, Folded, Held, Holding, Row, Sums};
use poolfund::report::{Provenance, View, annual, page};

use crate::builder::*;
use crate::json::fits;
use crate::page::{json, own};
use crate::report::{facts, figures};

/// Numbers that look random, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// A fund of some donors with an agreement each, of which the first is public and has something in every cell.
fn thrown(dice: &mut Dice) -> FiguresFile {
    let mut own = own(&figures(facts()));
    let (donor, agreement, cell) = (own.donors[0].clone(), own.agreements[0].clone(), own.cells[0].clone());
    let (donors, cells) = (4 + dice.below(6) as usize, 2 + dice.below(8) as usize);
    own.donors = (0..donors).map(|_| donor.clone()).collect();
    own.agreements = (0..donors).map(|_| agreement.clone()).collect();
    own.cells = (0..cells).map(|_| cell.clone()).collect();
    own.cells.iter_mut().for_each(|cell| cell.kept_away.clear());
    (own.gap.loosened, own.receipts) = (Vec::new(), Vec::new());
    let known = [Disclosure::Public, Disclosure::Totals, Disclosure::Anonymous, Disclosure::Internal];
    own.holdings = Vec::new();
    for index in 0..donors {
        let disclosure = if index == 0 { Disclosure::Public } else { known[dice.below(4) as usize] };
        let mut held = Vec::new();
        for cell in 0..cells {
            if index == 0 || dice.below(3) == 0 {
                let mut amount = || Money::from_minor(1 + dice.below(1_000_000) as i64);
                held.push(Held(cell, amount(), amount(), Money::ZERO));
            }
        }
        let allocated: Money = held.iter().map(|held| held.1).sum();
        let charged: Money = held.iter().map(|held| held.2).sum();
        let received = Money::from_minor(2_000_000 - index as i64);
        let sums = Sums { received, allocated, charged, ..Sums::default() };
        own.donors[index] = poolfund::report::page::contract::Donor {
            code: format!("D{index}"),
            disclosure,
            sums,
            source: Some(Row(0, 1)),
            ..donor.clone()
        };
        own.agreements[index].donor = index;
        own.agreements[index].reference = format!("D{index}-01");
        own.agreements[index].sums = sums;
        own.holdings.push(Holding { donor: index, agreement: Some(index), cells: held });
    }
    own
}

const PRIME: u64 = 2_147_483_647;

/// How many of some equations say something that the others do not, by numbers modulo a prime.
fn rank(mut rows: Vec<Vec<u64>>) -> usize {
    let mut rank = 0;
    let columns = rows.first().map_or(0, Vec::len);
    for column in 0..columns {
        let Some(found) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        rows.swap(rank, found);
        let pivot = rows[rank].clone();
        let inverse = power(pivot[column], PRIME - 2);
        for row in rows.iter_mut().skip(rank + 1).filter(|row| row[column] != 0) {
            let times = row[column] * inverse % PRIME;
            for (one, of) in row.iter_mut().zip(&pivot) {
                *one = (*one + PRIME * PRIME - times * of % PRIME) % PRIME;
            }
        }
        rank += 1;
    }
    rank
}

fn power(base: u64, mut exponent: u64) -> u64 {
    let (mut result, mut base) = (1, base % PRIME);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent /= 2;
    }
    result
}

/// The donors of whom something follows from the public figures, by one of the two amounts in cells: worked out by linear algebra from
/// what stands there and not as the program does it. What is not shown of each donor in each cell is unknown.
fn worked_out(own: &FiguresFile, public: &FiguresFile, amount: fn(&Held) -> Money) -> Vec<usize> {
    let shown = |index: usize, cell: usize| {
        let reference = &own.agreements[index].reference;
        let held = public.holdings.iter().filter(|holding| {
            holding.agreement.is_some_and(|agreement| public.agreements[agreement].reference == *reference)
        });
        held.flat_map(|holding| &holding.cells).any(|held| held.0 == cell && !amount(held).is_zero())
    };
    let mut unknown: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, holding) in own.holdings.iter().enumerate() {
        for held in holding.cells.iter().filter(|held| !amount(held).is_zero() && !shown(index, held.0)) {
            let next = unknown.len();
            unknown.insert((index, held.0), next);
        }
    }
    let named = |index: usize| public.donors.iter().any(|donor| donor.code == own.donors[index].code);
    let equation = |wanted: &dyn Fn(usize, usize) -> bool| -> Vec<u64> {
        unknown.keys().map(|(index, cell)| u64::from(wanted(*index, *cell))).collect()
    };
    let mut equations: Vec<Vec<u64>> = (0..own.cells.len()).map(|cell| equation(&|_, of| of == cell)).collect();
    equations.extend((0..own.donors.len()).filter(|index| named(*index)).map(|index| equation(&|of, _| of == index)));
    // What all anonymous ones have in all is told, where they stand apart from the others.
    let apart =
        public.donors.iter().any(|donor| donor.disclosure == Disclosure::Anonymous && donor.sums != Sums::default());
    if apart {
        let is_anonymous = |index: usize| own.donors[index].disclosure == Disclosure::Anonymous;
        equations.push(equation(&|index, _| is_anonymous(index)));
        equations.push(equation(&|index, _| !is_anonymous(index) && !named(index)));
    }
    let all = rank(equations.clone());
    let hidden = (0..own.donors.len()).filter(|index| !named(*index));
    hidden
        .filter(|index| {
            let others = equations.iter().map(|row| {
                let of_others = unknown.iter().filter(|((of, _), _)| of != index);
                of_others.map(|(_, column)| row[*column]).collect()
            });
            // `unknown` is in the order of its keys, and so are the columns of the equations.
            rank(others.collect()) < all
        })
        .collect()
}

#[test]
fn nothing_of_a_donor_that_is_not_named_follows_from_what_everybody_reads() {
    let mut dice = Dice(88_172_645_463_325_252);
    let (mut hidden, mut tied) = (0, 0);
    for throw in 0..400 {
        let own = thrown(&mut dice);
        let public = page::public(own.clone());
        let named = |index: &usize| public.donors.iter().any(|donor| donor.code == own.donors[*index].code);
        let with_something =
            (0..own.donors.len()).filter(|index| !named(index) && !own.holdings[*index].cells.is_empty());
        for amount in [(|held: &Held| held.1) as fn(&Held) -> Money, |held: &Held| held.2] {
            let of_cell = |figures: &FiguresFile, cell: usize| -> Money {
                let held = figures.holdings.iter().flat_map(|holding| &holding.cells);
                held.filter(|held| held.0 == cell).map(amount).sum()
            };
            for cell in 0..own.cells.len() {
                assert_eq!(of_cell(&public, cell), of_cell(&own, cell), "throw {throw}: cells add up");
            }
            // Of one that has something anywhere, nobody can be told with it.
            if with_something.clone().count() > 1 {
                let found = worked_out(&own, &public, amount);
                assert!(found.is_empty(), "throw {throw}: {found:?} follows");
                hidden += 1;
            }
        }
        // What stands together in a cell is no row of the donors' list.
        let several: Vec<_> = public.holdings.iter().filter(|holding| holding.agreement.is_none()).collect();
        assert!(several.iter().all(|holding| public.donors[holding.donor].disclosure == Disclosure::Several));
        let shown = public.holdings.iter().filter(|holding| holding.agreement.is_some());
        tied += usize::from(shown.map(|holding| holding.cells.len()).sum::<usize>() < own.cells.len());
    }
    assert!(hidden > 300 && tied > 50, "{hidden} throws with some that are not named, {tied} with cells that are tied");
}

#[test]
fn refunds_and_a_levy_of_one_donor_alone_are_told_with_other_money() {
    let mut own = own(&figures(facts()));
    for (donor, disclosure) in
        own.donors.iter_mut().zip([Disclosure::Internal, Disclosure::Internal, Disclosure::Public, Disclosure::Public])
    {
        donor.disclosure = disclosure;
    }
    assert!(own.donors[0].sums.refunded > Money::ZERO, "AAA alone was paid back");
    let levy = Money::from_minor(6_123);
    for sums in [&mut own.totals, &mut own.donors[1].sums, &mut own.agreements[1].sums] {
        sums.levy = levy;
    }
    let public = page::public(own.clone());
    fits("figures", &json(&public));
    assert_eq!(public.together, [Folded::Refunded, Folded::Levy]);
    let mut all = Sums::default();
    public.donors.iter().for_each(|donor| all += donor.sums);
    assert_eq!(all, public.totals, "donors add up");
    assert_eq!(public.totals.received, own.totals.received - own.totals.refunded);
    assert_eq!(public.totals.fee, own.totals.fee + levy);
    let sums = public.donors.iter().map(|donor| donor.sums).chain(public.agreements.iter().map(|one| one.sums));
    assert!(sums.chain([public.totals]).all(|sums| sums.refunded.is_zero() && sums.levy.is_zero()));
    let text = json(&public);
    assert!(!text.contains(&format!(":{}", own.totals.refunded.minor())), "no figure is what AAA was paid back");
    // Where two of them were paid back, everybody reads it.
    for sums in [&mut own.totals, &mut own.donors[1].sums, &mut own.agreements[1].sums] {
        sums.refunded += Money::from_minor(1_000);
    }
    assert_eq!(page::public(own).together, [Folded::Levy]);
}

/// The texts of each row of the data of the annual report, and of all its cells.
fn annual_texts(facts: Facts) -> (Vec<Vec<String>>, BTreeSet<String>) {
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let book = annual::book(&view, 2023);
    let text = |value: &Value| if let Value::Text(text) = value { text.to_string() } else { String::new() };
    let of = |sheet: &Sheet| -> Vec<Vec<String>> {
        sheet.rows.iter().map(|row| row.iter().map(|cell| text(&cell.value)).collect()).collect()
    };
    let data = book.sheets.iter().find(|sheet| sheet.name == english("sheet-data")).map(of).unwrap();
    (data, book.sheets.iter().flat_map(of).flatten().collect())
}

fn english(key: &str) -> String {
    poolfund::report::phrasebook::Phrasebook::new(Language::English).get(key)
}

#[test]
fn the_annual_report_has_refunds_and_fees_of_the_fund_alone() {
    let mut facts = facts();
    facts.donors.iter_mut().for_each(|donor| donor.visibility = Some(Visibility::Public));
    let (rows, _) = annual_texts(facts.clone());
    for key in ["statement-refunds", "statement-fee"] {
        let of: Vec<_> = rows.iter().filter(|row| row.contains(&english(key))).collect();
        let is_of_all = |row: &&Vec<String>| facts.donors.iter().all(|donor| !row.contains(&donor.code.to_string()));
        assert!(!of.is_empty() && of.iter().all(is_of_all), "{key}: {of:?}");
    }
    assert!(rows.iter().any(|row| row.contains(&english("annual-paid")) && row.contains(&"AAA".to_owned())));
}

#[test]
fn refunds_and_a_levy_of_one_donor_alone_stand_with_other_money_in_the_annual_report() {
    let mut facts = facts();
    let paid_back_and_levied = |facts: &Facts| {
        let (_, texts) = annual_texts(facts.clone());
        assert!(texts.contains(&english("position-paid")));
        let folds = [("statement-refunds", "statement-deposits"), ("statement-levy", "statement-fee")];
        let stand = folds.map(|(alone, with)| (texts.contains(&english(alone)), texts.contains(&english(with))));
        assert_eq!(texts.contains(&english("statement-fee-levy")), !stand[1].0, "fee and levy");
        stand.map(|(alone, with)| {
            assert_eq!(alone, with, "either both or neither");
            alone
        })
    };
    // Nobody is named; AAA alone was paid back, and no one pays a levy.
    assert!(facts.donors.iter().all(|donor| donor.visibility.is_none()));
    assert_eq!(paid_back_and_levied(&facts), [false, true]);
    // Another in another year: in each year it is still one alone. Then both in the same.
    let back = |number: &str, on: &str| receipt(number, "BBB-01", on, ReceiptKind::Refund, original("10", "EUR"));
    facts.receipts.push(back("R-BACK", "2024-06-01"));
    assert_eq!(paid_back_and_levied(&facts), [false, true]);
    facts.receipts.push(receipt("R-REF2", "AAA-01", "2024-07-01", ReceiptKind::Refund, original("5", "EUR")));
    facts.receipts.push(back("R-BACK2", "2023-07-01"));
    assert_eq!(paid_back_and_levied(&facts), [true, true]);
    // A levy on tightly earmarked contributions of one.
    let of_aaa = facts.agreements.iter_mut().find(|one| one.donor.as_str() == "AAA");
    of_aaa.unwrap().earmark.category = EarmarkCategory::TightlyEarmarked;
    assert_eq!(paid_back_and_levied(&facts), [true, false]);
    // Who is named is told alone.
    facts.donors.iter_mut().for_each(|donor| donor.visibility = Some(Visibility::Public));
    assert_eq!(paid_back_and_levied(&facts), [true, true]);
}
