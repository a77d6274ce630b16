//! The computer's clock and user, for records of who did what when. No figure depends on either.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use crate::ledger::store::Recorder;

fn now() -> DateTime<Utc> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or_default()
}

/// The day.
pub(super) fn today() -> NaiveDate {
    now().date_naive()
}

/// Who records, and when.
pub(super) fn recorder(by: Option<&str>) -> Recorder {
    let by = by.map_or_else(user_name, str::to_owned);
    Recorder { at: now().to_rfc3339_opts(SecondsFormat::Secs, true), by }
}

/// The name under which the computer knows the user.
pub(super) fn user_name() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_else(|| "unknown".to_owned())
}
