//! Polling by hand, with a watch on every poll.

use runmat_core::{Capabilities, Dialect, ExecuteFuture, ExecutionResult, RunMatError, RunMatSession, SessionBuilder};
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

/// What a run ends with.
pub type Outcome = Result<ExecutionResult, RunMatError>;

/// The top of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A builder for the Octave dialect.
pub fn octave() -> SessionBuilder {
    RunMatSession::builder().dialect(Dialect::Octave).capabilities(Capabilities::all())
}

/// A session of the Octave dialect.
pub fn session() -> RunMatSession {
    octave().build()
}

/// A run that is polled by hand.
pub struct Probe {
    run: Pin<Box<ExecuteFuture>>,
    alarm: Arc<Alarm>,
    waker: Waker,
    /// How many polls there were.
    pub polls: usize,
    /// The longest poll, in processor time of this thread where the system tells, else by the clock.
    pub longest: Duration,
    /// The time of all polls, likewise.
    pub used: Duration,
}

#[derive(Default)]
struct Alarm {
    rung: AtomicUsize,
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.rung.fetch_add(1, SeqCst);
    }
}

impl Probe {
    pub fn new(session: &RunMatSession, text: &str) -> Self {
        Probe::of(session.execute_async(text))
    }

    /// Polls this run.
    pub fn of(run: ExecuteFuture) -> Self {
        let alarm = Arc::new(Alarm::default());
        let waker = Waker::from(alarm.clone());
        Probe { run: Box::pin(run), alarm, waker, polls: 0, longest: Duration::ZERO, used: Duration::ZERO }
    }

    /// One poll.
    pub fn poll(&mut self) -> Poll<Outcome> {
        let before = processor_time();
        let polled = self.run.as_mut().poll(&mut Context::from_waker(&self.waker));
        let took = processor_time().saturating_sub(before);
        self.longest = self.longest.max(took);
        self.used += took;
        self.polls += 1;
        polled
    }

    /// How often the waker was woken since the last call.
    pub fn woken(&self) -> usize {
        self.alarm.rung.swap(0, SeqCst)
    }

    /// Polls while the run wakes itself, until it waits (`None`) or ends.
    pub fn run(&mut self) -> Option<Outcome> {
        loop {
            self.woken();
            if let Poll::Ready(r) = self.poll() {
                return Some(r);
            }
            if self.woken() == 0 {
                return None;
            }
        }
    }

    /// Polls to the end of a run that must not wait.
    pub fn finish(&mut self) -> Outcome {
        self.run().expect("the run waits for nothing")
    }

    /// Polls until this much time has passed or the run waits or ends.
    pub fn run_for(&mut self, time: Duration) -> Option<Outcome> {
        let begun = Instant::now();
        while begun.elapsed() < time {
            self.woken();
            if let Poll::Ready(r) = self.poll() {
                return Some(r);
            }
            if self.woken() == 0 {
                return None;
            }
        }
        None
    }
}

/// Time this thread has had a processor: other load on the machine does not count.
fn processor_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = text.and_then(|t| t.split_whitespace().next()?.parse().ok());
    nanoseconds.map(Duration::from_nanos).unwrap_or_else(wall_time)
}

fn wall_time() -> Duration {
    std::time::UNIX_EPOCH.elapsed().unwrap_or_default()
}

/// Output of a run that must succeed.
pub fn printed(session: &RunMatSession, text: &str) -> String {
    match session.execute_blocking(text) {
        Ok(r) => r.printed.text(),
        Err(e) => panic!("{text}\n{}", e.report()),
    }
}
