//! The cell that a spending line belongs to.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::config::Fund;
use crate::domain::facts::Priority;
use crate::domain::{GeographyCode, Period, ThemeCode};

/// Cells by place and theme, for looking up a day.
#[derive(Clone, Debug, Default)]
pub struct CellIndex {
    by_target: HashMap<(GeographyCode, ThemeCode), Vec<(Period, usize)>>,
}

impl CellIndex {
    /// An index of the cells of a fund as they stand on a day; they are known by their index in the list.
    pub fn new(priorities: &[Priority], fund: &Fund, as_of: NaiveDate) -> Self {
        let mut by_target: HashMap<_, Vec<(Period, usize)>> = HashMap::new();
        for (cell, priority) in priorities.iter().enumerate() {
            let target = (priority.geography.clone(), priority.theme.clone());
            by_target.entry(target).or_default().push((fund.period_of_need(priority.period, as_of), cell));
        }
        for periods in by_target.values_mut() {
            periods.sort();
        }
        Self { by_target }
    }

    /// The cell of a place, theme and day: the one whose period contains the day, the earliest where several do.
    pub fn find(&self, geography: &GeographyCode, theme: &ThemeCode, day: NaiveDate) -> Option<usize> {
        let periods = self.by_target.get(&(geography.clone(), theme.clone()))?;
        periods.iter().find(|(period, _)| period.contains(day)).map(|(_, cell)| *cell)
    }
}
