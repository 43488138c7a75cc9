//! Sessions polled in turn on one thread print what each prints alone.

use crate::support::{Outcome, Probe, root};
use runmat_core::native::NativeHost;
use runmat_core::{
    Dialect, FileInfo, Host, HostError, HostFile, OpenMode, RunMatSession, SessionBuilder, Slice, TimerQueue,
    VirtualClock,
};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

/// A host without surprises: no time passes, no entropy comes.
struct StillHost(NativeHost);

impl Host for StillHost {
    fn now(&self) -> Duration {
        self.0.now()
    }
    fn wall_clock(&self) -> f64 {
        1.7e9
    }
    fn entropy(&mut self) -> u64 {
        42
    }
    fn read_file(&mut self, path: &str) -> Result<Vec<u8>, HostError> {
        self.0.read_file(path)
    }
    fn open(&mut self, path: &str, mode: OpenMode) -> Result<Box<dyn HostFile>, HostError> {
        self.0.open(path, mode)
    }
    fn stat(&mut self, path: &str) -> Result<FileInfo, HostError> {
        self.0.stat(path)
    }
    fn current_dir(&self) -> String {
        self.0.current_dir()
    }
}

pub struct Script {
    pub name: String,
    pub text: String,
    pub dialect: Dialect,
}

/// The script suite, without those whose output differs from run to run.
pub fn scripts() -> Vec<Script> {
    let mut list = Vec::new();
    for folder in ["tests/scripts", "tests/programs"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|e| e != "m") {
                continue;
            }
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            // Names of temporary files differ from run to run.
            if text.contains("tempname") || text.contains("tempdir") || text.contains("getpid") {
                continue;
            }
            let first = text.lines().next().unwrap_or_default();
            let dialect = if first.contains("matlab") { Dialect::Matlab } else { Dialect::Octave };
            list.push(Script { name: path.display().to_string(), text, dialect });
        }
    }
    list.sort_by(|a, b| a.name.cmp(&b.name));
    list
}

fn session(dialect: Dialect, slice: u64) -> RunMatSession {
    builder(dialect, slice, Arc::new(VirtualClock::new())).build()
}

/// Settings under which every run is the same.
pub fn builder(dialect: Dialect, slice: u64, clock: Arc<VirtualClock>) -> SessionBuilder {
    RunMatSession::builder()
        .dialect(dialect)
        .capabilities(runmat_core::Capabilities::all())
        .timers(TimerQueue::new(clock.clone()))
        .host(StillHost(NativeHost::on(clock, Vec::new())))
        .slice(Slice::Work(slice))
}

/// All a run shows to the outside.
fn shown(outcome: &Outcome) -> String {
    match outcome {
        Ok(r) => format!("{:?} fuel {}", r.printed, r.stats.fuel),
        Err(e) => format!("{:?} {}", e.printed, e.report()),
    }
}

/// One poll; a run that waits for a timer has its time moved on, a question is answered.
pub fn step(run: &mut Probe, session: &RunMatSession) -> Option<Outcome> {
    match run.poll() {
        Poll::Ready(r) => Some(r),
        Poll::Pending => {
            if session.handle().pending_request().is_some() {
                session.handle().answer("1");
            } else if let Some(deadline) = session.timers().next_deadline() {
                session.timers().clock().advance_when_idle(deadline);
                session.timers().fire_due();
            }
            None
        }
    }
}

fn alone(script: &Script) -> String {
    let session = session(script.dialect, 50_000_000);
    let mut run = Probe::new(&session, &script.text);
    loop {
        if let Some(r) = step(&mut run, &session) {
            return shown(&r);
        }
    }
}

#[test]
fn two_sessions_in_turn_are_as_each_alone() {
    let all = scripts();
    assert!(all.len() > 100);
    let expected: Vec<String> = all.iter().map(alone).collect();
    for k in 0..all.len() {
        let pair = [k, (k + 37) % all.len()];
        let sessions = pair.map(|k| session(all[k].dialect, 200));
        let mut runs = [0, 1].map(|i| Probe::new(&sessions[i], &all[pair[i]].text));
        let mut ends = [None, None];
        while ends.iter().any(Option::is_none) {
            for i in 0..2 {
                if ends[i].is_none() {
                    ends[i] = step(&mut runs[i], &sessions[i]).map(|r| shown(&r));
                }
            }
        }
        for i in 0..2 {
            assert_eq!(ends[i].as_ref(), Some(&expected[pair[i]]), "{}", all[pair[i]].name);
        }
    }
}
