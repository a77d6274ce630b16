//! The statement of a close or an approval: what somebody outside the folder keeps, so that nobody inside it can change a
//! closed month unseen.
//!
//! What comes in: the event as it was recorded. What leaves: a few lines of text, a file of them, and a draft of a mail with
//! them. What it does not know: who keeps it.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::config::{self, Fund};
use crate::domain::{Currency, Language, Money, PublicKey};
use crate::files;
use crate::ledger::store::{self, Approval, Close, Event, EventKind, Format, Store};
use crate::report::letter::Letter;
use crate::report::outbox::Message;

use super::{Books, BooksError};

/// Where statements are, below the fund's folder.
pub(super) const STATEMENTS: &str = "reports/statements";

/// A statement, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its text.
    pub text: String,
    /// Its file.
    pub file: PathBuf,
}

/// Who approved, in a statement of an approval.
pub(super) struct ApprovedBy<'a> {
    /// The name.
    pub name: &'a str,
    /// The key that signed, if one did.
    pub key: Option<&'a PublicKey>,
    /// The event of the approval.
    pub event: &'a Event,
}

impl Books {
    /// Writes the statement of a close, or of its approval, into `reports/statements`.
    pub(super) fn state(
        &self,
        (event, close): (&Event, &Close),
        approved: Option<&ApprovedBy<'_>>,
    ) -> Result<Statement, BooksError> {
        let text = text(self.store(), (event, close), approved)?;
        let (folder, [name, draft]) = (self.folder().join(STATEMENTS), names(event, approved.is_some()));
        let file = files::write_new(&folder, &name, text.as_bytes()).map_err(BooksError::file(&folder))?;
        let recorded = approved.map_or(event, |approved| approved.event);
        let message = draft_of(&fund_of(self.store(), close)?, recorded, &name, &text);
        files::write_new(&folder, &draft, message.as_bytes()).map_err(BooksError::file(&folder))?;
        Ok(Statement { text, file })
    }

    /// Writes the statements of the last close and of the last approval, which may be of a month before, where they are
    /// missing; gives their files.
    pub(super) fn state_last(&self) -> Result<Vec<PathBuf>, BooksError> {
        let mut written = Vec::new();
        let is_there = |name: &String| self.folder().join(STATEMENTS).join(name).exists();
        let is_missing =
            |close: &Event, approved| close.format != Format::One && !names(close, approved).iter().all(is_there);
        if let Some((event, close)) =
            store::last_close(self.store(), None)?.filter(|(event, _)| is_missing(event, false))
        {
            written.push(self.state((&event, &close), None)?.file);
        }
        let Some(approval) = self.store.events(Some(EventKind::Approval))?.pop() else { return Ok(written) };
        let Approval { close: id, by, signed, .. } = approval.read()?;
        let closed = store::close_of(self.store(), approval.period.as_deref().unwrap_or_default())?;
        if let Some((event, close)) = closed.filter(|(event, _)| event.id == id && is_missing(event, true)) {
            let key = signed.as_ref().map(|signed| &signed.key);
            let approved = ApprovedBy { name: &by, key, event: &approval };
            written.push(self.state((&event, &close), Some(&approved))?.file);
        }
        Ok(written)
    }
}

/// The text of the statement of a close, or of its approval.
pub(super) fn text(
    store: &dyn Store,
    (event, close): (&Event, &Close),
    approved: Option<&ApprovedBy<'_>>,
) -> Result<String, BooksError> {
    let fund = fund_of(store, close)?;
    let mut lines = vec![
        format!("Fund       {} ({})", fund.name, fund.code),
        format!("Month      {}, to {}", event.period.as_deref().unwrap_or_default(), close.run.as_of),
        format!("Closed     by {}, recorded {}", close.by, event.recorded_at),
    ];
    if let Some(ApprovedBy { name, key, event }) = approved {
        lines.push(format!("Approved   by {name}, recorded {}", event.recorded_at));
        lines.push(match key {
            Some(key) => format!("Signature  by the key {key}"),
            None => "Signature  none: the name is what somebody typed".to_owned(),
        });
    }
    lines.extend(totals(close, fund.base_currency));
    lines.push(format!("Reports    {} files; manifest {}", close.pack.len(), close.manifest()));
    let head = approved.map_or(event, |approved| approved.event);
    lines.push(format!("Ledger     {}", head.hash));
    lines.push(String::new());
    lines.push(
        "Keep this where nobody who works on the fund's folder can change it, and send it to somebody else.".into(),
    );
    lines.push(format!("It is checked with: poolfund audit --head {}", head.hash));
    Ok(lines.join("\n") + "\n")
}

/// The fund's settings as they were at a close.
fn fund_of(store: &dyn Store, close: &Close) -> Result<Fund, BooksError> {
    let lost = || BooksError::Lost("fund.toml as it was".to_owned());
    let settings = store.file(&close.run.settings)?.ok_or_else(lost)?;
    Ok(config::parse(&String::from_utf8_lossy(&settings), "fund.toml")?)
}

/// The files of the statement of a close, or of its approval: its text, and the draft of a mail.
pub(super) fn names(close: &Event, approved: bool) -> [String; 2] {
    let what = if approved { "approval" } else { "close" };
    ["txt", "eml"].map(|ending| format!("{what}-{}.{ending}", close.period.as_deref().unwrap_or_default()))
}

/// A draft of a mail with a statement, for whoever is to keep it: whom that is, the sender says.
fn draft_of(fund: &Fund, recorded: &Event, name: &str, text: &str) -> String {
    let what = if recorded.kind == EventKind::Approval { "approval" } else { "close" };
    let month = recorded.period.as_deref().unwrap_or_default();
    let subject = format!("Statement of the {what} of {month} ({})", fund.code);
    let letter = Letter { heading: subject.clone(), subject, body: text.to_owned(), language: Language::English };
    let date = DateTime::parse_from_rfc3339(&recorded.recorded_at);
    let date = date.map_or(DateTime::UNIX_EPOCH, |at| at.with_timezone(&Utc));
    let attachments = [(name.to_owned(), text.as_bytes().to_vec())];
    Message { from: fund.email.as_deref(), to: None, date, letter: &letter, attachments: &attachments }.text()
}

/// What all agreements had in the month, as it was recorded.
fn totals(close: &Close, currency: Currency) -> [String; 6] {
    let agreements = &close.run.standing.agreements;
    let line =
        |label: &str, total: Money| format!("{label:<10} {} {}", total.format(currency.minor_units()), currency.code());
    let support = agreements.iter().flat_map(|one| one.support_cost.values()).copied().sum::<Money>();
    let receipts = || agreements.iter().flat_map(|one| &one.receipts).map(|receipt| receipt.base);
    [
        line("Signed", agreements.iter().map(|one| one.committed).sum()),
        line("Received", receipts().filter(|base| *base > Money::ZERO).sum()),
        line("Refunded", -receipts().filter(|base| *base < Money::ZERO).sum::<Money>()),
        line("Allocated", agreements.iter().map(|one| one.placed).sum()),
        line("Charged", agreements.iter().map(|one| one.spent).sum::<Money>() - support),
        line("Support", support) + ", programme support cost of what is charged",
    ]
}
