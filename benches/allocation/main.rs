//! Times the allocation on instances: `bench_allocation ROUNDS FILE...` (a JSON instance a file, as `tests/oracle/bench.py
//! --write` makes them). Prints a JSON line for each: median seconds of the allocation and of its proof, seconds of
//! its reasons, sizes, and the most memory so far. Reading the file is not part of the time.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark stops where it fails and prints what it finds"
)]

use std::time::Instant;

use poolfund::allocate::reasons::reasons;
use poolfund::allocate::verify::verify;
use poolfund::allocate::{Instance, allocate};

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

/// The most memory this process has held, in MiB, where the system says.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let rounds: usize = arguments.next().and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
    for file in arguments {
        let text = std::fs::read_to_string(&file).expect("the file of an instance");
        let instance: Instance = serde_json::from_str(&text).expect("an instance");
        drop(text);
        let before = peak();
        let timed: Vec<(f64, f64)> = (0..rounds)
            .map(|_| {
                let start = Instant::now();
                let allocation = allocate(&instance).expect("an allocation");
                let made = start.elapsed().as_secs_f64();
                let start = Instant::now();
                verify(&instance, &allocation).expect("a proof");
                (made, start.elapsed().as_secs_f64())
            })
            .collect();
        let allocation = allocate(&instance).expect("an allocation");
        let start = Instant::now();
        let found = reasons(&instance, &allocation).expect("reasons");
        let explained = start.elapsed().as_secs_f64();
        let entries: usize = allocation.pools.iter().map(|pool| pool.lots.len() + pool.cells.len()).sum();
        let line = serde_json::json!({
            "file": file,
            "lots": instance.lots.len(),
            "cells": instance.cells.len(),
            "total": allocation.total,
            "seconds": median(timed.iter().map(|time| time.0).collect()),
            "proof_seconds": median(timed.iter().map(|time| time.1).collect()),
            "reasons_seconds": explained,
            "loosened": found.relaxations.len(),
            "pools": allocation.pools.len(),
            "pool_entries": entries,
            "peak_mib": peak(),
            "peak_before_mib": before,
        });
        println!("{line}");
    }
}
