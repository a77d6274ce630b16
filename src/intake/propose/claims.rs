//! The ways to take the columns of an unknown table.
//!
//! What comes in: a column, and how well it is one of a kind. What leaves: what makes one way better than another. What it does not
//! know: the table.

use std::cmp::Reverse;

use super::likeness::Likeness;
use super::values::Fit;
use crate::intake::kinds::columns::{ColumnSpec, Form};

/// One way to take a column.
pub(super) struct Claim {
    pub likeness: Likeness,
    pub fit: Fit,
    /// How well its header of several texts names it as a whole.
    pub whole: Option<Likeness>,
    /// How well its words say the column, best lowest.
    pub rank: usize,
    /// Whether it names the number of anything, as `Reference` alone.
    pub any_number: bool,
    /// Whether it is of codes, which may stand beside the names of the same things.
    pub coded: bool,
    /// Whether it is meant where others are alike: the day of booking, a number that no other row has.
    pub meant: bool,
    pub position: u32,
    pub spec: &'static ColumnSpec,
}

/// What makes one claim better than another.
pub(super) type Weight = (Likeness, Fit, Option<Likeness>, bool, Reverse<usize>, bool);

impl Claim {
    /// That of a column by what stands beside it.
    pub const fn likely(spec: &'static ColumnSpec, position: u32) -> Self {
        let (likeness, fit, whole, rank) = (Likeness::Likely, Fit::Yes, None, usize::MAX);
        Self { likeness, fit, whole, rank, any_number: false, coded: false, meant: false, position, spec }
    }

    /// How much it says, best highest.
    pub fn weight(&self) -> Weight {
        // Which of several days it is, is said by the words, known as a name or not; which of several columns of words, by what
        // stands there.
        let shown = matches!(self.spec.form, Form::Date | Form::Word(_));
        let most = match (self.any_number, shown) {
            (true, _) => Likeness::Partly,
            (false, true) => Likeness::Likely,
            (false, false) => Likeness::Name,
        };
        let (likeness, whole) = (self.likeness.min(most), self.whole.map(|whole| whole.min(most)));
        (likeness, self.fit, whole, !self.coded, Reverse(self.rank), self.meant)
    }
}
