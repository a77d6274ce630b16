//! Connections: so many at a time, and none that says nothing for long.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;

use super::routes;
use super::shared::Shared;

/// How many connections are open at most; others wait.
const CONNECTIONS: usize = 256;
/// How long the head of a request may take.
const HEAD: Duration = Duration::from_secs(20);
/// How many bytes the head of a request may have.
const HEAD_BYTES: usize = 64 << 10;

/// Answers until the session's end is asked for.
pub(super) async fn answer(listener: TcpListener, shared: Arc<Shared>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let ended = Arc::clone(&shared);
    tokio::spawn(accept(listener, shared));
    ended.end.notified().await;
    // What was answered last reaches the browser.
    tokio::time::sleep(Duration::from_millis(300)).await;
    Ok(())
}

async fn accept(listener: tokio::net::TcpListener, shared: Arc<Shared>) {
    let app = routes::of(shared);
    let slots = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(slot) = Arc::clone(&slots).acquire_owned().await else { return };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(_) => {
                // Too many open files, say: it passes.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let service = TowerToHyperService::new(app.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES);
            // A connection that breaks off concerns nobody else.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
            drop(slot);
        });
    }
}
