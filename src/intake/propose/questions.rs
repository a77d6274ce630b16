//! What a sheet leaves open that a word in the settings answers.
//!
//! What comes in: the problems of a sheet that was read by a proposal. What leaves: questions, each with the setting that
//! answers it. What it does not know: whom to ask.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::facts::FinanceKind;
use crate::domain::text::comparable;
use crate::intake::problems::{Problem, ProblemCode};

/// A question about a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The problem that asks it.
    code: ProblemCode,
    /// The setting of the input that answers it; of a table, with the key in it.
    pub key: Cow<'static, str>,
    /// What is asked.
    pub text: &'static str,
    /// The answers that there are; none where any text may be one.
    pub answers: &'static [&'static str],
}

/// All questions, in the order in which they are asked: what makes other problems comes first.
const QUESTIONS: [Question; 8] = [
    Question {
        code: ProblemCode::SeveralReceivers,
        key: Cow::Borrowed("where.Receiver"),
        text: "Which of them is the fund?",
        answers: &[],
    },
    Question {
        code: ProblemCode::ScaleNotSaid,
        key: Cow::Borrowed("scale"),
        text: "In what units are the amounts?",
        answers: &["ones", "thousands", "millions", "billions"],
    },
    Question {
        code: ProblemCode::AmbiguousDate,
        key: Cow::Borrowed("dates"),
        text: "In what order are day, month and year written?",
        answers: &["dmy", "mdy", "ymd"],
    },
    Question {
        code: ProblemCode::AmbiguousNumber,
        key: Cow::Borrowed("decimal"),
        text: "Which is the decimal mark?",
        answers: &[".", ","],
    },
    Question {
        code: ProblemCode::CurrencyOfNote,
        key: Cow::Borrowed("currency"),
        text: "In what currency are the amounts, as EUR?",
        answers: &[],
    },
    Question {
        code: ProblemCode::CurrencyNotRead,
        key: Cow::Borrowed("columns.Currency"),
        text: "Which column names the currency?",
        answers: &[],
    },
    Question {
        code: ProblemCode::BlankCurrency,
        key: Cow::Borrowed("blanks.Currency"),
        text: "Is a blank currency that of the row above, or the fund's own (none)?",
        answers: &["above", "none"],
    },
    Question {
        code: ProblemCode::RateQuote,
        key: Cow::Borrowed("rates"),
        text: "What does a rate say?",
        answers: &["units per base", "base per unit"],
    },
];

impl Question {
    /// Whether a problem asks it: some problems of the same code are faults of a cell, which no setting answers.
    fn is_asked_by(&self, problem: &Problem) -> bool {
        let setting = self.key.split('.').next().unwrap_or_default();
        problem.code == self.code && problem.fix.contains(&format!("{setting} = "))
    }
}

/// What problems ask, each question with the first problem that asks it.
pub fn questions(problems: &[Problem]) -> Vec<(Question, &Problem)> {
    let asking = |question: &Question| problems.iter().find(|problem| question.is_asked_by(problem));
    let of_sheet = QUESTIONS.into_iter().filter_map(|question| asking(&question).map(|problem| (question, problem)));
    of_sheet.chain(of_words(problems)).collect()
}

/// What finance's own words for kinds stand for, as the codes of its accounts, each once. A word that stands once is a slip.
fn of_words(problems: &[Problem]) -> Vec<(Question, &Problem)> {
    let expected = format!("one of: {}", FinanceKind::NAMES.join(", "));
    let unknown =
        |problem: &&Problem| problem.code == ProblemCode::UnknownWord && problem.expected.starts_with(&expected);
    let word = |problem: &Problem| problem.found.trim_matches('"').to_owned();
    let mut words: BTreeMap<String, (usize, &Problem)> = BTreeMap::new();
    for problem in problems.iter().filter(unknown) {
        let (times, _) = words.entry(comparable(&word(problem))).or_insert((0, problem));
        *times += 1;
    }
    let question = |problem: &Problem| Question {
        code: ProblemCode::UnknownWord,
        key: format!("words.{}", word(problem)).into(),
        text: "What does it stand for?",
        answers: FinanceKind::NAMES,
    };
    let own = words.into_values().filter(|(times, _)| *times > 1);
    own.map(|(_, problem)| (question(problem), problem)).collect()
}
