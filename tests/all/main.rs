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
mod another_order;
mod attribute;
mod available;
mod books;
mod builder;
mod calamine;
mod causes;
#[path = "../real_funds/cbpf.rs"]
mod cbpf;
#[path = "../real_funds/cerf.rs"]
mod cerf;
#[path = "../fuzz/checks.rs"]
mod checks;
mod closed_costs;
mod closed_months;
mod closed_results;
#[cfg(feature = "postgres")]
mod cluster;
mod commands;
#[cfg(feature = "pdf")]
mod concept;
mod consequences;
mod contradictions;
mod decisions;
mod decisions_of_a_day;
mod exactness;
mod facts_of_run;
mod few_months;
#[path = "../real_funds/folder.rs"]
mod folder;
mod garbage;
#[cfg(unix)]
mod hangs;
mod headers;
#[cfg(unix)]
mod hostile;
mod house;
mod iati;
mod iati_closed;
mod iati_in;
mod iati_told;
mod intake;
mod json;
mod keeping;
#[cfg(unix)]
mod kept;
#[cfg(target_os = "linux")]
mod killing;
mod ledger;
mod life;
mod life_decisions;
mod life_funds;
mod life_outcome;
mod life_sample;
mod limits;
mod logo;
mod map;
#[cfg(target_os = "linux")]
mod measured;
mod messy;
mod month_by_hand;
mod month_closed;
mod month_life;
mod names;
#[cfg(feature = "postgres")]
mod network;
mod old_excel;
mod oracle;
mod packaging;
mod page;
mod page_figures;
mod page_told;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod pdf_unusual;
#[cfg(unix)]
mod post;
mod problems;
mod propose;
mod propose_past;
mod reading;
mod reading_rules;
mod real_data;
mod reconcile;
mod reconcile_extract;
mod reconcile_items;
mod reconcile_late;
mod reconcile_measured;
mod reconcile_named;
mod reconcile_outside;
mod reconcile_overlap;
mod reconcile_totals;
mod reconcile_years;
mod report;
mod report_amended;
mod report_asked;
mod report_books;
mod report_call;
mod report_data;
mod report_layout;
mod report_looked;
mod report_names;
mod report_obligations;
mod report_pages;
mod report_parts;
mod report_pencil;
mod report_period;
mod report_post;
mod report_proof;
mod report_reader;
mod report_secrets;
mod report_terms;
mod report_texts;
mod report_words;
mod restated;
mod rollup;
#[cfg(target_os = "linux")]
mod rollup_killed;
mod sample_bytes;
#[path = "../sample_fund/inputs.rs"]
mod sample_fund;
mod sample_inputs;
mod scenario;
mod serve;
mod serve_attacks;
mod serve_files;
mod serve_kills;
mod serve_whole;
mod serve_work;
mod settings;
mod settings_workbook;
#[cfg(feature = "postgres")]
mod shared_colleagues;
#[cfg(feature = "postgres")]
mod shared_faults;
#[cfg(feature = "postgres")]
mod shared_ledger;
mod sheets;
mod show;
mod silent;
mod silent_again;
mod silent_around;
mod silent_by_program;
mod silent_columns;
mod silent_dresses;
mod silent_fresh;
mod silent_labels;
mod silent_measures;
mod silent_more;
mod silent_named;
mod silent_numbers;
mod silent_parts;
mod silent_plans;
mod silent_rates;
mod silent_rows;
mod silent_scales;
mod silent_states;
mod silent_sums;
mod silent_unsaid;
mod site;
mod small_fund;
mod statements;
#[cfg(target_os = "linux")]
mod steps;
mod store;
mod store_closes;
mod store_contract;
mod store_faults;
mod store_forged;
mod store_forged_anew;
mod store_forged_around;
mod store_format_1;
mod store_lost;
mod store_restate;
mod store_signed;
mod succeed;
mod support;
mod tables;
mod terminal;
mod terms;
mod three_years;
mod told;
mod trace;
mod trace_rates;
mod trace_rows;
mod trust;
mod xlsb_file;
