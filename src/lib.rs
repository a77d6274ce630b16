//! `poolfund`: the monthly engine of a multi-donor pooled fund.
//!
//! # Architecture
//!
//! The folders follow the money. Each imports only those above it in this list, which a test holds true:
//!
//! | folder | what comes in | what leaves |
//! | --- | --- | --- |
//! | [`domain`] | nothing | values that cannot hold a wrong state: money, earmarks, places, themes, facts |
//! | [`files`] | paths and bytes | files and folders that are there whole or not at all |
//! | [`config`] | `inputs/fund.toml` | a fund whose rules are resolved and whose figures tie |
//! | [`intake`] | spreadsheets as people send them | facts, each with its cell, and problems, each with its cell |
//! | [`ledger`] | facts | what they mean in base money on a day; and its store, where they are kept for ever |
//! | [`allocate`] | allocatable money, cells, policy | placements, reasons, and a proof that none places more |
//! | [`attribute`] | the ledger, decisions, what closed months recorded | the life of the money, month by month: costs first, then what [`allocate`] recommends |
//! | [`gap`] | programme, ledger, placements | the gap by place, theme, pillar and month |
//! | [`reconcile`] | the ledger and finance's extract | differences, each with cause and proposal |
//! | [`month`] | a fund, its facts and a day: the front door | the figures of the month, of which all else is made |
//! | [`iati`] | the figures of a month | the files that donors' systems read: IATI 2.03 |
//! | [`report`] | the figures of a month | workbooks, a page, tables, a manifest |
//! | [`rollup`] | the tables of many funds' months | a data set that every engine reads, and sums over all funds |
//! | [`books`] | the fund's folder, a month, who acts when | months that are run, closed, approved, audited |
//! | [`serve`] | a browser on the same computer | the pages of the fund's months, and the month's work by clicks |
//! | [`cli`] | the command line | text, files and an exit code |
//!
//! `CONTRIBUTING.md` has a recipe for each kind of change, with the files in order: a column, a sheet, a language, a kind of
//! input, a rule of money, a command.
//!
//! `src/web` is no module: it is the program of the page, in TypeScript, whose bundle [`report`] writes into every page,
//! and of the pages that [`serve`] hands out.
//!
//! Everything between intake and report, but for the ledger's store, is a function from values to values: the clock, the file system and the
//! language are arguments. Floating point exists only where cells are read and written.

pub mod domain;

pub mod files;

pub mod config;

pub mod intake;

pub mod ledger;

pub mod allocate;

pub mod attribute;

pub mod gap;

pub mod reconcile;

pub mod month;

pub mod iati;

pub mod report;

pub mod rollup;

pub mod books;

pub mod serve;

pub mod cli;
