//! All integration tests, in one binary so that linking is paid once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::float_arithmetic,
    clippy::wildcard_enum_match_arm,
    clippy::print_stderr,
    clippy::too_many_lines,
    reason = "a test says what is wrong by stopping"
)]

mod allocation_exhaustive;
mod allocation_few;
mod allocation_instances;
mod allocation_properties;
mod allocation_textbook;
mod annotate;
mod attribute;
mod books;
mod builder;
#[path = "../real_funds/cbpf.rs"]
mod cbpf;
#[path = "../real_funds/cerf.rs"]
mod cerf;
#[path = "../fuzz/checks.rs"]
mod checks;
mod commands;
mod exactness;
#[path = "../real_funds/folder.rs"]
mod folder;
mod garbage;
#[cfg(unix)]
mod hostile;
mod house;
mod iati;
mod intake;
mod json;
mod ledger;
mod life;
mod life_decisions;
mod life_funds;
mod messy;
mod names;
mod old_excel;
mod oracle;
mod problems;
mod real_data;
mod reconcile;
mod report;
mod report_books;
mod report_pages;
mod report_parts;
mod report_post;
mod report_proof;
mod report_secrets;
mod report_texts;
mod sample_bytes;
mod settings;
mod sheets;
mod small_fund;
mod store;
mod store_contract;
mod store_faults;
mod store_format_1;
mod store_restate;
mod support;
mod terms;
mod trace;
