//! Extracts that begin with a balance, and extracts that share lines and balances.

use poolfund::domain::facts::FinanceKind;

use crate::reconcile_extract::{lines, read};
use crate::small_fund::SmallFund;

#[test]
fn an_opening_row_may_have_its_figure_below_the_balances_and_no_number() {
    let bookings = "F-2,deposit,2025-08-10,{deposit},{after}\nF-3,expenditure,2025-08-12,{cost},{left}\n";
    let rows = |header: &str, opening: &str, figures: [&str; 4]| {
        let names = ["{deposit}", "{after}", "{cost}", "{left}"];
        let bookings =
            names.iter().zip(figures).fold(bookings.to_owned(), |rows, (name, figure)| rows.replace(name, figure));
        format!("Document,Kind,Date,{header},Balance\n{opening}\n{bookings}")
    };
    let signed = ["500.00", "510.00", "-100.00", "410.00"];
    let accounts = [",500.00", "-510.00", "100.00,", "-410.00"];
    for (settings, text) in [
        ("signs = \"income positive\"", rows("Amount", ",opening balance,2025-08-01,,10.00", signed)),
        ("signs = \"income positive\"", rows("Amount", "OB,opening balance,2025-08-01,0.00,10.00", signed)),
        ("signs = \"income positive\"", rows("Amount", ",opening balance,2025-08-01,10.00,10.00", signed)),
        ("", rows("Debit,Credit", ",opening balance,2025-08-01,,,-10.00", accounts)),
        ("", rows("Debit,Credit", ",opening balance,2025-08-01,0.00,0.00,-10.00", accounts)),
        ("", rows("Debit,Credit", ",opening balance,2025-08-01,,10.00,-10.00", accounts)),
    ] {
        let mut balances: Vec<(String, i64)> = lines(settings, &text)
            .into_iter()
            .filter(|(kind, ..)| *kind == FinanceKind::ClosingBalance)
            .map(|(_, day, amount, _)| (day, amount))
            .collect();
        balances.sort();
        assert_eq!(balances, [("2025-07-31".to_owned(), 1_000), ("2025-08-12".to_owned(), 41_000)], "{text}");
    }
    let nowhere = read(&[("", &rows("Amount", ",opening balance,2025-08-01,,", signed))]);
    assert!(nowhere.problems.iter().any(|problem| problem.code.id() == "E301"), "{:?}", nowhere.problems);
}

#[test]
fn lines_that_two_extracts_have_in_common_count_once() {
    let header = "Document,Kind,Date,Agreement,Amount\n";
    let january = "F-1,deposit,2025-01-10,BEL-1,500.00\n";
    let twice = "F-2,expenditure,2025-03-04,,20.00\nF-2,expenditure,2025-03-04,,20.00\n";
    let march = "F-3,expenditure,2025-03-05,,30.00\n";
    let late = "F-4,expenditure,2025-03-31,,40.00\n";
    let of_march = format!("{header}{twice}{march}");
    let of_quarter = format!("{header}{january}{twice}{march}{late}");
    for files in [[&of_march, &of_quarter], [&of_quarter, &of_march]] {
        let read = read(&files.map(|text| ("", text.as_str())));
        assert!(!read.has_errors(), "{:?}", read.problems);
        let mut documents: Vec<&str> = read.facts.finance.iter().map(|line| line.document.as_str()).collect();
        documents.sort_unstable();
        assert_eq!(documents, ["F-1", "F-2", "F-2", "F-3", "F-4"], "what finance booked twice stays");
        let said: Vec<&str> = read
            .problems
            .iter()
            .filter(|problem| problem.code.id() == "W502")
            .map(|problem| problem.found.as_str())
            .collect();
        assert_eq!(said, ["3 lines that finance-0.csv also holds"]);
    }
    // What one says otherwise is another line.
    let corrected = of_quarter.replace("F-3,expenditure,2025-03-05,,30.00", "F-3,expenditure,2025-03-05,,33.00");
    assert_eq!(read(&[("", &of_march), ("", &corrected)]).facts.finance.len(), 6);
}

#[test]
fn a_balance_is_that_of_its_day_however_often_it_is_said() {
    let fund = SmallFund::new();
    fund.set(
        "[[input]]",
        "[[input]]\nkind = \"finance\"\nfile = \"august.csv\"\n\n[[input]]\nkind = \"finance\"\nfile = \"september.csv\"\n\n\
         [[input]]",
    );
    let header = "Document,Kind,Date,Amount,Balance\n";
    // EUR 450.00 at 0.90 are 500.00, JPY 30,000 at 150 are 200.00.
    fund.write(
        "august.csv",
        &format!(
            "{header},opening balance,2025-08-01,,0.00\nR-1,deposit,2025-08-10,500.00,500.00\n,closing balance,2025-08-31,,500.00\n"
        ),
    );
    fund.write(
        "september.csv",
        &format!(
            "{header},opening balance,2025-09-01,,500.00\nR-2,deposit,2025-09-20,200.00,700.00\n,closing balance,2025-09-30,,700.00\n"
        ),
    );
    let told = fund.works(&["run", "--as-of", "2025-09-30"]);
    assert!(told.contains("no difference") && !told.contains("W502"), "{told}");
    let other = "opening balance,2025-09-01,,490.00";
    let path = fund.path().join("inputs/september.csv");
    let text = std::fs::read_to_string(&path).unwrap().replace("opening balance,2025-09-01,,500.00", other);
    std::fs::write(path, text).unwrap();
    let told = fund.works(&["run", "--as-of", "2025-09-30"]);
    assert!(!told.contains("no difference"), "an extract that does not go on where the last one ended: {told}");
}

#[test]
fn a_first_extract_and_one_that_reaches_back_farther_are_new_and_not_late() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    let header = "Document,Kind,Date,Reference,Amount\n";
    let of_september = "R-2,deposit,2025-09-20,JPN-1,200.00\n";
    fund.write("finance.csv", &format!("{header}{of_september}"));
    let path = fund.path().join("inputs/fund.toml");
    let settings = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, format!("{settings}\n[[input]]\nkind = \"finance\"\nfile = \"finance.csv\"\n")).unwrap();
    let late = |rows: &str| {
        fund.write("finance.csv", &format!("{header}{rows}"));
        let told = fund.works(&["run", "--as-of", "2025-10-31"]);
        told.lines().filter(|line| line.contains("came late")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(late(of_september), [""; 0], "the first extract");
    let farther = format!("R-1,deposit,2025-08-10,BEL-1,500.00\nF-1,fee,2025-09-20,BEL-1,5.00\n{of_september}");
    assert_eq!(late(&farther), [""; 0], "it reaches back farther, and has another kind");
    let [one] = &late(&format!("{farther}X-1,deposit,2025-09-29,BEL-1,7.00\n"))[..] else { panic!("one came late") };
    assert!(one.contains("X-1"), "{one}");
}
