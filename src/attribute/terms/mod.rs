//! Money in, and on what terms: agreements with what they have received and may pay for.
//!
//! What comes in: a [`Run`](super::run::Run). What leaves: agreements and cells by number, the terms of any day, and what
//! each agreement can program on it. What it does not know: costs, and what is allocated.
//!
//! Names become [`numbers`]; an agreement has a [`calendar`] of its terms and a [`purse`] of its money.

pub mod calendar;
pub mod numbers;
pub mod purse;
