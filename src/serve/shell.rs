//! The pages around the work, and the programs and styles of all pages.
//!
//! What comes in: the fund. What leaves: HTML without a line of script in it, and what it names, all from this program.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::config::SettingsForm;
use crate::domain::Language;
use crate::intake::settings;
use crate::report::page::{self, data, escape};

use super::shared::Shared;

/// The program of the work in `src/web`, as `npm run build` makes it.
const PROGRAM: &str = include_str!("../web/dist/work.js");
/// Its style.
const STYLE: &str = include_str!("../web/dist/work.css");

/// What stands in the head of every answer: nothing runs and nothing is loaded but what comes from here, nobody shows these
/// pages in a frame, nothing is kept on the disk, and no address is passed on to anybody.
pub(super) const HEADERS: [(HeaderName, HeaderValue); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
             base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// The fund, as the work's program needs it before it asks for anything.
#[derive(Serialize)]
struct Fund {
    /// Its name; the folder's where there are no settings that can be read.
    name: String,
    /// Whether there are settings.
    is_there: bool,
    /// What stands in the way of reading them.
    fault: Option<String>,
    base_currency: &'static str,
    decimals: u32,
    language: &'static str,
    edit: bool,
    user: String,
    folder: String,
    version: &'static str,
}

impl Fund {
    fn of(shared: &Shared) -> Self {
        let folder = shared.folder().display().to_string();
        let there = SettingsForm::ALL.iter().any(|form| shared.inputs().join(form.file()).exists());
        let (fund, fault) = match settings::load(&shared.inputs()) {
            Ok(fund) => (Some(fund), None),
            Err(why) => (None, there.then(|| why.to_string())),
        };
        let last = shared.folder().file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self {
            is_there: there,
            fault,
            base_currency: fund.as_ref().map_or("", |fund| fund.base_currency.code()),
            decimals: fund.as_ref().map_or(2, |fund| fund.base_currency.minor_units()),
            language: fund.as_ref().map_or(Language::English, |fund| fund.default_language).code(),
            name: fund.map_or(last, |fund| fund.name),
            edit: shared.may_edit(),
            user: shared.user().to_owned(),
            folder,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// The page of the work.
pub(super) fn work(shared: &Shared) -> Response {
    let fund = Fund::of(shared);
    match data("fund", &fund) {
        Ok(data) => html(&format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n\
             <link rel=\"stylesheet\" href=\"/work.css\">\n</head>\n<body>\n<div id=\"page\"></div>\n{data}\
             <script src=\"/work.js\"></script>\n</body>\n</html>\n",
            fund.language,
            escape(&fund.name),
        )),
        Err(why) => super::answer::Refusal::failed(why).into_response(),
    }
}

/// The page that follows the private file: a page of another site that leads here would not have the cookie sent along.
pub(super) fn entered() -> Response {
    html(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"refresh\" content=\"0; url=/\">\n\
         <title>poolfund</title>\n</head>\n<body>\n<p><a href=\"/\">poolfund</a></p>\n</body>\n</html>\n",
    )
}

/// A text as HTML.
pub(super) fn html(text: &str) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], text.to_owned()).into_response()
}

/// A program or style by its name.
pub(super) fn asset(name: &str) -> Option<Response> {
    let (kind, text) = match name {
        "page.js" => ("text/javascript; charset=utf-8", page::PROGRAM),
        "page.css" => ("text/css; charset=utf-8", page::STYLE),
        "work.js" => ("text/javascript; charset=utf-8", PROGRAM),
        "work.css" => ("text/css; charset=utf-8", STYLE),
        _ => return None,
    };
    Some(([(header::CONTENT_TYPE, kind)], text).into_response())
}
