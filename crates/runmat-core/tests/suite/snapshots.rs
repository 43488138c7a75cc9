//! Runs that stop in one session and go on in another, from bytes.

use crate::alternation::{Script, builder, scripts, step};
use crate::support::{Outcome, Probe};
use runmat_async::VirtualClock;
use runmat_core::{
    Capabilities, Dialect, HostFailure, HostFunction, OutputSink, PendingInteraction, RunLimits, RunMatSession,
    SnapshotError, Stream,
};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

/// Text printed by one session after the other.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<(Stream, Vec<u8>)>>>);

impl OutputSink for Page {
    fn write(&mut self, stream: Stream, bytes: &[u8]) {
        self.0.lock().unwrap().push((stream, bytes.to_vec()));
    }
}

impl Page {
    fn text(&self, of: Stream) -> String {
        let all = self.0.lock().unwrap();
        let bytes: Vec<u8> = all.iter().filter(|(s, _)| *s == of).flat_map(|(_, b)| b.clone()).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// All that a run shows: both streams, the error, the cost.
fn shown(page: &Page, outcome: &Outcome) -> String {
    let end = match outcome {
        Ok(r) => format!("fuel {}", r.stats.fuel),
        Err(e) => e.report(),
    };
    format!("{}\n--- err\n{}\n--- end\n{end}", page.text(Stream::Out), page.text(Stream::Err))
}

const SLICE: u64 = 300;

/// Runs a script; where `moves` says so for the number of the poll, it goes on in a new session.
fn run(script: &Script, moves: impl Fn(usize) -> bool) -> (String, usize) {
    let clock = Arc::new(VirtualClock::new());
    let page = Page::default();
    let make = || builder(script.dialect, SLICE, clock.clone()).output(page.clone());
    let mut session = make().build();
    let mut run = Probe::new(&session, &script.text);
    let (mut polls, mut moved) = (0, 0);
    loop {
        if let Some(r) = step(&mut run, &session) {
            return (shown(&page, &r), moved);
        }
        polls += 1;
        if !moves(polls) {
            continue;
        }
        let bytes = match session.handle().snapshot() {
            Ok(bytes) => bytes,
            Err(SnapshotError::Busy(_)) => continue,
            Err(e) => panic!("{}: {e}", script.name),
        };
        drop(run);
        let (next, goes_on) = make().resume(&bytes).unwrap_or_else(|e| panic!("{}: {e}", script.name));
        session = next;
        run = Probe::of(goes_on);
        moved += 1;
    }
}

fn compare(moves: impl Fn(usize) -> bool + Copy) {
    let mut total = 0;
    for script in &scripts() {
        let (alone, _) = run(script, |_| false);
        let (moved, moves) = run(script, moves);
        total += moves;
        assert_eq!(moved, alone, "{} after {moves} moves", script.name);
    }
    assert!(total > 300, "{total} moves");
}

#[test]
fn every_script_goes_on_from_some_places() {
    compare(|poll| poll.is_power_of_two() || poll == 3);
}

#[test]
#[ignore = "takes long: all places"]
fn every_script_goes_on_from_everywhere() {
    compare(|_| true);
}
