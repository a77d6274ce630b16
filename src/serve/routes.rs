//! Which part answers what.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;
use tower_http::limit::RequestBodyLimitLayer;

use crate::books::new_fund;

use super::answer::{self, Refusal};
use super::arrivals::FILE_BYTES;
use super::door::ENTER;
use super::folder::{self, Seen};
use super::months::MonthState;
use super::shared::Shared;
use super::shell;
use super::work_routes;

/// How many bytes a request may have, but for files.
const REQUEST_BYTES: usize = 256 << 10;

pub(super) type App = State<Arc<Shared>>;

/// All that is answered.
pub(super) fn of(shared: Arc<Shared>) -> Router {
    let all = Router::new()
        .route("/", get(work))
        .route("/month/{month}", get(month))
        .route("/{asset}", get(asset))
        .route("/files/{*path}", get(file))
        .route("/api/months", get(months))
        .route("/api/files/{month}", get(files))
        .route("/api/end", post(end))
        .fallback(|| async { Refusal::nothing() })
        .merge(work_routes::small())
        .layer(RequestBodyLimitLayer::new(REQUEST_BYTES))
        .merge(work_routes::files().layer(RequestBodyLimitLayer::new(FILE_BYTES)));
    all.layer(middleware::from_fn_with_state(Arc::clone(&shared), guarded)).with_state(shared)
}

/// Lets through what the door lets through, and sets the head of every answer.
async fn guarded(State(shared): App, mut request: Request, next: Next) -> Response {
    let mut answer = if request.uri().path() == ENTER {
        entered(&shared, &request)
    } else {
        match shared.door.judge(request.method(), request.headers()) {
            Ok(session) => {
                request.extensions_mut().insert(session);
                next.run(request).await
            }
            Err(refusal) => refusal.into_response(),
        }
    };
    answer = in_words(answer);
    for (name, value) in shell::HEADERS {
        answer.headers_mut().insert(name, value);
    }
    answer
}

/// A refusal of the framework's own, which has few words or none, as one of ours.
fn in_words(answer: Response) -> Response {
    let (status, kind) = (answer.status(), answer.headers().get(header::CONTENT_TYPE));
    let is_ours = kind.is_some_and(|kind| kind == "application/json");
    if is_ours || !(status.is_client_error() || status.is_server_error()) {
        return answer;
    }
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::too_long().into_response(),
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Refusal::nothing().into_response(),
        _ => Refusal::new(status, "request", "This cannot be understood here.").into_response(),
    }
}

fn entered(shared: &Shared, request: &Request) -> Response {
    let cookie = shared.door.enter(request.uri(), request.headers());
    let cookie = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).map_err(Refusal::failed));
    match cookie {
        Ok(cookie) => ([(header::SET_COOKIE, cookie)], shell::entered()).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

async fn work(State(shared): App) -> Response {
    shell::work(&shared)
}

async fn month(State(shared): App, Path(month): Path<String>) -> Result<Response, Refusal> {
    let page = shared.months.page(&month, shared.may_edit()).await.map_err(Refusal::from)?;
    let page = page.ok_or_else(Refusal::nothing)?;
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response())
}

async fn asset(Path(name): Path<String>) -> Result<Response, Refusal> {
    shell::asset(&name).ok_or_else(Refusal::nothing)
}

/// A file, to be saved. The drop-downs of a workbook of the inputs offer what the fund has today.
async fn file(State(shared): App, Path(path): Path<String>) -> Result<Response, Refusal> {
    let with = Arc::clone(&shared);
    let (found, name) = (folder::find(shared.folder(), &path), path.strip_prefix("inputs/").map(str::to_owned));
    let fresh = match (&found, name) {
        (Some(_), Some(name)) => work_routes::apart(move || Ok(new_fund::fresh(with.folder(), &name))).await?,
        _ => None,
    };
    match (found, fresh) {
        (Some(found), Some(bytes)) => folder::saved_as(&found, bytes.len() as u64, Body::from(bytes)),
        _ => folder::handed_out(shared.folder(), &path).await,
    }
}

#[derive(Serialize)]
struct Months {
    months: Vec<MonthState>,
}

async fn months(State(shared): App) -> Result<Response, Refusal> {
    Ok(answer::json(&Months { months: shared.months.list().await? }))
}

#[derive(Serialize)]
struct Files {
    reports: Vec<Seen>,
    proposals: Vec<Seen>,
    drafts: Vec<Seen>,
    reprinted: Vec<Seen>,
}

async fn files(State(shared): App, Path(month): Path<String>) -> Result<Response, Refusal> {
    let known = shared.months.list().await?.iter().any(|known| known.month == month);
    if !known {
        return Err(Refusal::nothing());
    }
    let list = |below: String| folder::list(shared.folder(), &below);
    let mut proposals = list("reports/proposals".to_owned());
    proposals.retain(|file| file.path.contains(&format!("/proposal-{month}")));
    Ok(answer::json(&Files {
        proposals,
        reports: list(format!("reports/{month}")),
        drafts: list(format!("reports/outbox/{month}")),
        reprinted: list(format!("reports/reprint/{month}")),
    }))
}

/// Ends these pages, unless work is under way.
async fn end(State(shared): App) -> Result<StatusCode, Refusal> {
    shared.work.at_once(|| {
        shared.end.notify_one();
        Ok(StatusCode::NO_CONTENT)
    })
}
