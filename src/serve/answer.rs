//! What is answered when something is not done: a status, a word for programs, and sentences for people.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why something is not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Refusal {
    #[serde(skip)]
    status: StatusCode,
    /// A word by which the pages know what to advise.
    pub kind: &'static str,
    /// What is wrong, in sentences.
    pub words: Vec<String>,
}

impl Refusal {
    /// A refusal in one sentence.
    pub(super) fn new(status: StatusCode, kind: &'static str, words: impl Into<String>) -> Self {
        Self::of(status, kind, vec![words.into()])
    }

    /// A refusal in several sentences.
    pub(super) fn of(status: StatusCode, kind: &'static str, words: Vec<String>) -> Self {
        Self { status, kind, words }
    }

    /// What is asked for is not here.
    pub(super) fn nothing() -> Self {
        Self::new(StatusCode::NOT_FOUND, "nothing", "There is no such thing here.")
    }

    /// More was sent than is taken.
    pub(super) fn too_long() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_long", "This is too large.")
    }

    /// A file or folder cannot be written, perhaps because another program has it open.
    pub(super) fn file(name: impl std::fmt::Display, why: &std::io::Error) -> Self {
        let words = format!("{name}: {why}");
        if is_in_use(why) { Self::new(StatusCode::CONFLICT, "in_use", words) } else { Self::failed(words) }
    }

    /// Something of the system or of the program failed.
    pub(super) fn failed(why: impl std::fmt::Display) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", why.to_string())
    }
}

/// Whether a file is kept away: it may not be written, or Windows says that another program has it open (32, 33).
pub(super) fn is_in_use(why: &std::io::Error) -> bool {
    let is_shared = cfg!(windows) && matches!(why.raw_os_error(), Some(32 | 33));
    is_shared || why.kind() == std::io::ErrorKind::PermissionDenied
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, json(&self)).into_response()
    }
}

/// An answer as JSON.
pub(super) fn json(value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(bytes) => ([(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
        Err(why) => (StatusCode::INTERNAL_SERVER_ERROR, why.to_string()).into_response(),
    }
}

/// What a request says, from its body.
///
/// # Errors
/// When it says something else than is asked here.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|why| Refusal::new(StatusCode::BAD_REQUEST, "request", why.to_string()))
}
