//! What a sheet leaves open that a word in the settings answers.
//!
//! What comes in: the problems of a sheet that was read by a proposal. What leaves: questions, each with the setting that
//! answers it. What it does not know: whom to ask.

use crate::intake::problems::{Problem, ProblemCode};

/// A question about a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The problem that asks it.
    code: ProblemCode,
    /// The setting of the input that answers it; of a table, with the key in it.
    pub key: &'static str,
    /// What is asked.
    pub text: &'static str,
    /// The answers that there are; none where any text may be one.
    pub answers: &'static [&'static str],
}

/// All questions, in the order in which they are asked: what makes other problems comes first.
const QUESTIONS: [Question; 7] = [
    Question {
        code: ProblemCode::ScaleNotSaid,
        key: "scale",
        text: "In what units are the amounts?",
        answers: &["ones", "thousands", "millions", "billions"],
    },
    Question {
        code: ProblemCode::AmbiguousDate,
        key: "dates",
        text: "In what order are day, month and year written?",
        answers: &["dmy", "mdy", "ymd"],
    },
    Question {
        code: ProblemCode::AmbiguousNumber,
        key: "decimal",
        text: "Which is the decimal mark?",
        answers: &[".", ","],
    },
    Question {
        code: ProblemCode::CurrencyOfNote,
        key: "currency",
        text: "In what currency are the amounts, as EUR?",
        answers: &[],
    },
    Question {
        code: ProblemCode::CurrencyNotRead,
        key: "columns.Currency",
        text: "Which column names the currency?",
        answers: &[],
    },
    Question {
        code: ProblemCode::BlankCurrency,
        key: "blanks.Currency",
        text: "Is a blank currency that of the row above, or the fund's own (none)?",
        answers: &["above", "none"],
    },
    Question {
        code: ProblemCode::RateQuote,
        key: "rates",
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
    QUESTIONS.into_iter().filter_map(|question| Some((question, asking(&question)?))).collect()
}
