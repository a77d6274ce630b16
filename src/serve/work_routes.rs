//! Which part does what of the month's work.

use std::sync::{Arc, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::books::new_fund::Answers;
use crate::books::{self, Watch};
use crate::intake::settings;

use super::acts::{self, Asked, Named};
use super::answer::{self, Refusal};
use super::arrivals::{self, Choice};
use super::called;
use super::door::Session;
use super::folder;
use super::routes::App;
use super::shared::Shared;
use super::sheets::{self, Figure, Wanted};
use super::supposed;
use super::undo::ShownChange;

type Who = Extension<Arc<Session>>;

/// Everything but files that are handed over.
pub(super) fn small() -> Router<Arc<Shared>> {
    let looks = Router::new()
        .route("/api/work", get(last))
        .route("/api/inputs", get(inputs))
        .route("/api/meanings/{kind}/{language}", get(meanings))
        .route("/api/places/{language}", get(places))
        .route("/api/today/{language}", get(today))
        .route("/api/suppose", post(suppose))
        .route("/api/suppose/{file}", post(suppose_in))
        .route("/api/rows", post(rows))
        .route("/api/book/{month}/{*file}", get(book))
        .route("/api/trace", post(trace))
        .route("/api/diff/{from}/{to}", get(diff))
        .route("/api/check", post(check));
    let changes = Router::new()
        .route("/api/look", post(look))
        .route("/api/let-in", post(let_in))
        .route("/api/alias", post(alias))
        .route("/api/init", post(init))
        .route("/api/undo", post(undo))
        .route("/api/run", post(run))
        .route("/api/checklist", post(checklist))
        .route("/api/close", post(close))
        .route("/api/approve", post(approve))
        .route("/api/another", post(another))
        .route("/api/reprint", post(reprint))
        .route("/api/outbox", post(outbox))
        .route("/api/propose", post(propose));
    looks.merge(changes.route_layer(middleware::from_fn(may_edit)))
}

/// Files that are handed over.
pub(super) fn files() -> Router<Arc<Shared>> {
    Router::new().route("/api/arrive/{name}", post(arrive)).route_layer(middleware::from_fn(may_edit))
}

/// Refuses what would change something where nothing may be changed.
async fn may_edit(request: Request, next: Next) -> Response {
    match request.extensions().get::<Arc<Session>>() {
        Some(session) if session.may_edit => next.run(request).await,
        Some(_) | None => {
            let words = "These pages can be read only.";
            Refusal::new(StatusCode::FORBIDDEN, "read_only", words).into_response()
        }
    }
}

async fn last(State(shared): App) -> Response {
    answer::json(&shared.work.last())
}

/// Does something that takes its time, and answers at once with what was begun.
fn begun(
    shared: &Arc<Shared>,
    what: &'static str,
    about: &str,
    work: impl FnOnce(&Shared, Watch<'_>) -> Result<Value, Refusal> + Send + 'static,
) -> Result<Response, Refusal> {
    let with = Arc::clone(shared);
    let job = shared.work.begin(what, about, move |watch| work(&with, watch))?;
    Ok(answer::json(&job))
}

/// Does something short where it keeps no other request waiting.
pub(super) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|why| Err(Refusal::failed(why)))
}

/// Changes inputs while neither these pages nor another program are at work on the fund.
fn alone<T>(shared: &Shared, act: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    shared.work.at_once(|| books::alone(shared.folder(), act))
}

async fn check(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let asked: Asked = answer::read(&body)?;
    begun(&shared, "check", "", move |shared, watch| acts::check(shared, &asked, watch))
}

async fn run(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let asked: Asked = answer::read(&body)?;
    let about = asked.month.clone().unwrap_or_default();
    begun(&shared, "run", &about, move |shared, watch| acts::run(shared, &asked, watch))
}

async fn checklist(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let asked: Asked = answer::read(&body)?;
    let about = asked.month.clone().unwrap_or_default();
    begun(&shared, "checklist", &about, move |shared, watch| acts::checklist(shared, &asked, watch))
}

async fn close(State(shared): App, Extension(session): Who, body: Bytes) -> Result<Response, Refusal> {
    let asked: Asked = answer::read(&body)?;
    let about = asked.month.clone().unwrap_or_default();
    let month = about.clone();
    begun(&shared, "close", &about, move |shared, watch| {
        let closed = acts::close(shared, &asked, watch)?;
        let mut closers = shared.closers.lock().unwrap_or_else(PoisonError::into_inner);
        closers.insert(month, session.number);
        Ok(closed)
    })
}

/// Whoever closed came in by one private file, and whoever approves by another. On one computer that is a reminder, not a
/// proof.
async fn approve(State(shared): App, Extension(session): Who, body: Bytes) -> Result<Response, Refusal> {
    let asked: Asked = answer::read(&body)?;
    let about = asked.month.clone().unwrap_or_default();
    let closer = shared.closers.lock().unwrap_or_else(PoisonError::into_inner).get(&about).copied();
    if closer == Some(session.number) {
        let words = "The month was closed from this browser. Whoever approves it comes in by a file of their own.";
        return Err(Refusal::new(StatusCode::CONFLICT, "same_session", words));
    }
    begun(&shared, "approve", &about, move |shared, _| acts::approve(shared, &asked))
}

async fn another(State(shared): App) -> Result<Response, Refusal> {
    let way_in = shared.door.add().map_err(Refusal::failed)?;
    Ok(answer::json(&json!({ "way_in": way_in.display().to_string() })))
}

async fn reprint(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let asked: Asked = answer::read(&body)?;
    let about = asked.month.clone().unwrap_or_default();
    begun(&shared, "reprint", &about, move |shared, watch| acts::reprint(shared, &asked, watch))
}

async fn outbox(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let asked: Asked = answer::read(&body)?;
    let about = asked.month.clone().unwrap_or_default();
    begun(&shared, "outbox", &about, move |shared, watch| acts::outbox(shared, &asked, watch))
}

async fn propose(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let asked: Asked = answer::read(&body)?;
    let about = asked.month.clone().unwrap_or_default();
    begun(&shared, "propose", &about, move |shared, watch| acts::propose(shared, &asked, watch))
}

/// The inputs as a list: what the settings name, what is there, and what can be taken back.
async fn inputs(State(shared): App) -> Result<Response, Refusal> {
    let there = folder::list(shared.folder(), "inputs");
    let named = settings::load(&shared.inputs()).map(|fund| fund.inputs).unwrap_or_default();
    let named: Vec<Value> = named
        .iter()
        .map(|input| json!({ "file": input.file, "sheet": input.sheet, "kind": input.kind.name() }))
        .collect();
    Ok(answer::json(&json!({ "there": there, "named": named, "undo": shared.undo.last() })))
}

async fn meanings(State(shared): App, Path((kind, language)): Path<(String, String)>) -> Result<Response, Refusal> {
    let language = called::language(&language)?;
    let meanings = apart(move || called::meanings(shared.folder(), &kind, language)).await?;
    Ok(answer::json(&meanings))
}

async fn places(Path(language): Path<String>) -> Result<Response, Refusal> {
    Ok(answer::json(&called::places(called::language(&language)?)))
}

async fn init(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let answers: Answers = answer::read(&body)?;
    let done = apart(move || alone(&shared, || acts::init(shared.folder(), &answers))).await?;
    Ok(answer::json(&done))
}

async fn today(State(shared): App, Path(language): Path<String>) -> Result<Response, Refusal> {
    let language = called::language(&language)?;
    let today = apart(move || supposed::today(&shared, language)).await?;
    Ok(answer::json(&today))
}

async fn suppose(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let text = String::from_utf8_lossy(&body).into_owned();
    let supposed = apart(move || supposed::suppose(&shared, &text)).await?;
    Ok(answer::json(&supposed))
}

async fn suppose_in(State(shared): App, Path(file): Path<String>, body: Bytes) -> Result<Response, Refusal> {
    let supposed = apart(move || supposed::suppose_in(&shared, &file, &body)).await?;
    Ok(answer::json(&supposed))
}

async fn rows(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let wanted: Wanted = answer::read(&body)?;
    let rows = apart(move || {
        let path = match wanted.number {
            Some(number) => shared.arrivals.of(number)?.path().to_owned(),
            None => folder::find(shared.folder(), &format!("inputs/{}", wanted.file)).ok_or_else(Refusal::nothing)?,
        };
        sheets::rows(&shared.inputs(), &path, &wanted)
    });
    Ok(answer::json(&rows.await?))
}

async fn book(State(shared): App, Path((month, file)): Path<(String, String)>) -> Result<Response, Refusal> {
    let book = apart(move || sheets::book(shared.folder(), &month, &file)).await?;
    Ok(answer::json(&book))
}

async fn trace(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let figure: Figure = answer::read(&body)?;
    let trace = apart(move || sheets::trace(shared.folder(), &figure, &|_| {})).await?;
    Ok(answer::json(&trace))
}

async fn diff(State(shared): App, Path((from, to)): Path<(String, String)>) -> Result<Response, Refusal> {
    let diff = apart(move || acts::diff(shared.folder(), &from, &to)).await?;
    Ok(answer::json(&diff))
}

/// Takes a file over and looks at it; nothing of the fund is touched.
async fn arrive(State(shared): App, Path(name): Path<String>, body: Body) -> Result<Response, Refusal> {
    let waiting = shared.arrivals.take(&name, body).await?;
    let about = waiting.name().to_owned();
    begun(&shared, "look", &about, move |shared, watch| {
        arrivals::look(shared, &waiting, &waiting.first_choice(), true, watch)
    })
}

/// Looks at a file that waits by another choice.
async fn look(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let choice: Choice = answer::read(&body)?;
    let waiting = shared.arrivals.of(choice.number)?;
    let about = waiting.name().to_owned();
    begun(&shared, "look", &about, move |shared, watch| arrivals::look(shared, &waiting, &choice, false, watch))
}

/// Lets a file that waits in.
async fn let_in(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let choice: Choice = answer::read(&body)?;
    let waiting = shared.arrivals.of(choice.number)?;
    let done = apart(move || {
        alone(&shared, || {
            let before = arrivals::let_in(&shared, &waiting, &choice)?;
            shared.undo.keep("file", &choice.name, before);
            Ok(choice.name)
        })
    });
    Ok(answer::json(&json!({ "name": done.await? })))
}

async fn alias(State(shared): App, body: Bytes) -> Result<Response, Refusal> {
    let named: Named = answer::read(&body)?;
    let written = apart(move || {
        alone(&shared, || {
            let (written, before) = acts::alias(&shared, &named)?;
            shared.undo.keep("alias", &written, before);
            Ok(written)
        })
    });
    Ok(answer::json(&json!({ "written": written.await? })))
}

async fn undo(State(shared): App) -> Result<Response, Refusal> {
    let done: ShownChange = apart(move || alone(&shared, || shared.undo.take_back())).await?;
    Ok(answer::json(&done))
}
