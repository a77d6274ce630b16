//! The computer's clock and user, for records of who did what when. No figure depends on either.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, Utc};

use crate::books::Actor;

use super::CommandError;

/// The time, to the second.
pub(super) fn now() -> DateTime<Utc> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or_default()
}

/// The day, by universal time.
pub(super) fn today() -> NaiveDate {
    now().date_naive()
}

/// Who acts now: the name that was typed, or else the computer's user.
pub(super) fn actor(typed: Option<&str>) -> Result<Actor, CommandError> {
    let name = typed.map_or_else(user_name, str::to_owned);
    Actor::new(&name, now()).map_err(|why| CommandError::Use(format!("--as {name:?}: {why}")))
}

/// The name under which the computer knows the user.
pub(super) fn user_name() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "unknown".to_owned())
}
