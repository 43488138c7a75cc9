//! Long computations beside the machine: on a thread of their own, so that the machine can stop, or give up the run,
//! while they are under way.
//!
//! A builtin prepares a [`job`](run) that owns all it needs, and gets back what finishes the call; builtins without
//! effects are taken as they are ([`builtin`], [`kernel`]). The machine comes by for a look every few milliseconds. The
//! job belongs to the state of the waiting call: when that is given up, the job is told by a flag, nobody hears its
//! result, and what it holds goes when it ends. Short jobs, and all jobs where the platform has no threads, are done at
//! once.
//!
//! Jobs that can be [cut](pieces) are futures which rest between two pieces. Where there are no threads, each look makes one
//! piece; on a thread they do not rest.
//!
//! How much is charged is decided by the work alone, not by the time it takes. There is a look for each share of the
//! work; they are charged, and do not wait when the job is done early. When it takes longer than expected, further looks
//! cost nothing.

use crate::detached::{Detached, plainly};
use runmat_ignition::{Builtin, CallCx, Outcome, Resume, Then, Values};
use runmat_value::function::{Code, FunctionHandle, HandleTarget, Stays};
use runmat_value::{Error, Result, Value};
#[cfg(any(test, target_family = "wasm"))]
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// Turns the outcome of a job into the results of the call.
pub type Finish = Box<dyn FnOnce(&mut CallCx<'_>) -> Result<Values> + Send>;

/// From this many multiplications on a job is worth a thread.
const LONG: usize = 1 << 25;
/// How long one look waits.
const LOOK: Duration = Duration::from_millis(4);
/// Multiplications for which there is one look: what a slow machine does in that time.
const SHARE: usize = 1 << 22;
/// Multiplications of a piece: a few milliseconds of a page.
const PIECE: usize = 1 << 22;
/// Units charged for a look at least: as many as make the machine see what time it is.
const LEAST: usize = 20_001;
/// Room for the recursion of blocked algorithms.
#[cfg(not(target_family = "wasm"))]
const STACK: usize = 16 << 20;

/// The phase of a call that waits for its job: for builtins that have phases of their own.
pub const PHASE: u16 = u16::MAX;

/// The builtin that waits for others.
pub const WAITING: &str = "__waiting__";

/// The functions of this module.
pub const TABLE: &[Builtin] = &[Builtin::steps(WAITING, (1, 1), 1, |_, _| Err(lost()), resume)
    .doc("__waiting__(job): waits for a computation; for the machine itself.")];

/// A job under way, or done and not yet finished, held by the call that waits for it.
struct Job {
    progress: Mutex<Progress>,
    given_up: Arc<AtomicBool>,
}

struct Progress {
    work: Working,
    finish: Option<Finish>,
}

/// Where a job is done.
enum Working {
    /// On a thread, which sends its result.
    Thread(Receiver<Finish>),
    /// Here, piece by piece.
    #[cfg(any(test, target_family = "wasm"))]
    Pieces(Pin<Box<dyn Future<Output = Finish> + Send>>),
}

/// Where a job that can be cut may rest.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    rests: bool,
}

impl Pace {
    /// Never.
    pub const NONE: Pace = Pace { rests: false };

    /// How many of `all` to do before the next rest, when each is about `work` multiplications.
    pub fn share(self, work: usize, all: usize) -> usize {
        if self.rests { (PIECE / work.max(1)).clamp(1, all.max(1)) } else { all.max(1) }
    }

    /// Rests when `done`, which counts what was done since the last rest, is as much as a piece.
    pub async fn did(self, done: &mut usize, work: usize) {
        *done += work;
        if *done >= PIECE {
            *done = 0;
            self.rest().await;
        }
    }

    /// Between two pieces: leaves the job until the next look.
    pub async fn rest(self) {
        let mut rested = !self.rests;
        std::future::poll_fn(|_| match std::mem::replace(&mut rested, true) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
    }
}

/// What a future gives that does not rest.
pub fn at_once<F: Future>(f: F) -> F::Output {
    match std::pin::pin!(f).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("without a pace there is no rest"),
    }
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Job")
    }
}

impl Code for Job {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
    fn stays(&self) -> Stays {
        Stays::ForNow("a long computation is under way beside the machine")
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.given_up.store(true, Relaxed);
    }
}

/// Looks that are charged for about `work` multiplications. Not without end: what can't be held is soon refused.
fn looks(work: usize) -> usize {
    (work / SHARE).clamp(1, 2048)
}

/// Whether a job of about `work` multiplications is worth a thread.
pub fn is_long(work: usize) -> bool {
    work >= LONG
}

/// Does a job of about `work` multiplications; about `cost` units are charged for it.
///
/// # Errors
/// Those of the job.
pub fn run(
    cx: &mut CallCx<'_>,
    work: usize,
    cost: usize,
    job: impl FnOnce() -> Finish + Send + 'static,
) -> Result<Outcome> {
    if !is_long(work) {
        cx.charge(cost);
        return job()(cx).map(Outcome::Done);
    }
    let looks = looks(work);
    let part = (cost / looks).max(LEAST);
    match begin(move |_| job()) {
        Ok(job) => Wait { job, looks, part }.look(cx),
        Err(job) => {
            cx.charge(looks * part);
            job(Arc::default())(cx).map(Outcome::Done)
        }
    }
}

/// As [`run`], for a job that can be cut into pieces.
///
/// # Errors
/// Those of the job.
#[cfg(not(target_family = "wasm"))]
pub fn pieces<F: Future<Output = Finish> + Send + 'static>(
    cx: &mut CallCx<'_>,
    work: usize,
    cost: usize,
    job: impl FnOnce(Pace) -> F + Send + 'static,
) -> Result<Outcome> {
    run(cx, work, cost, move || at_once(job(Pace::NONE)))
}

/// As [`run`], for a job that can be cut into pieces. All is charged before the first one.
///
/// # Errors
/// Those of the job.
#[cfg(target_family = "wasm")]
pub fn pieces<F: Future<Output = Finish> + Send + 'static>(
    cx: &mut CallCx<'_>,
    work: usize,
    cost: usize,
    job: impl FnOnce(Pace) -> F + Send + 'static,
) -> Result<Outcome> {
    cx.charge(match is_long(work) {
        true => looks(work) * (cost / looks(work)).max(LEAST),
        false => cost,
    });
    if work <= 2 * PIECE {
        return at_once(job(Pace::NONE))(cx).map(Outcome::Done);
    }
    in_pieces(job(Pace { rests: true })).look(cx)
}

/// A job that is done here, a piece at each look.
#[cfg(any(test, target_family = "wasm"))]
fn in_pieces(job: impl Future<Output = Finish> + Send + 'static) -> Wait {
    let job = waiting_for(Working::Pieces(Box::pin(job)), Arc::default());
    Wait { job, looks: 0, part: 0 }
}

/// Has a call hold its job.
fn waiting_for(work: Working, given_up: Arc<AtomicBool>) -> Value {
    let job = Arc::new(Job { progress: Mutex::new(Progress { work, finish: None }), given_up });
    let target = HandleTarget::Bound { name: WAITING.into(), code: job, captures: Arc::from([]) };
    Value::Func(Arc::new(FunctionHandle { target }))
}

/// Does what a builtin without effects does.
///
/// # Errors
/// Its own.
pub fn builtin(cx: &mut CallCx<'_>, row: &'static Builtin, mut args: Values) -> Result<Outcome> {
    let work = row.work.of(&args);
    let detached = Detached::of(cx, !row.pure);
    beside(cx, work, detached, move |cx| plainly(cx, row, &mut args))
}

/// Makes a call that needs no variables, no files and no clock, of about `work` multiplications; it charges by itself.
///
/// # Errors
/// Its own.
pub fn kernel(
    cx: &mut CallCx<'_>,
    work: usize,
    call: impl FnOnce(&mut CallCx<'_>) -> Result<Values> + Send + 'static,
) -> Result<Outcome> {
    if !is_long(work) {
        return call(cx).map(Outcome::Done);
    }
    let detached = Detached::of(cx, false);
    beside(cx, work, detached, call)
}

fn beside(
    cx: &mut CallCx<'_>,
    work: usize,
    detached: Detached,
    call: impl FnOnce(&mut CallCx<'_>) -> Result<Values> + Send + 'static,
) -> Result<Outcome> {
    let begun = begin(move |given_up| {
        let report = detached.call(given_up, call);
        Box::new(move |cx| report.deliver(cx))
    });
    match begun {
        Ok(job) => Wait { job, looks: looks(work), part: LEAST }.look(cx),
        Err(job) => job(cx.meter.interrupt.clone())(cx).map(Outcome::Done),
    }
}

/// Starts the job, or gives it back.
#[cfg(not(target_family = "wasm"))]
fn begin<J: FnOnce(Arc<AtomicBool>) -> Finish + Send + 'static>(job: J) -> Result<Value, J> {
    fn take<J>(job: &Mutex<Option<J>>) -> Option<J> {
        job.lock().ok()?.take()
    }
    let (send, receive) = std::sync::mpsc::channel();
    let given_up = Arc::new(AtomicBool::new(false));
    let shared = Arc::new(Mutex::new(Some(job)));
    let (theirs, flag) = (shared.clone(), given_up.clone());
    let started = std::thread::Builder::new().name("job".into()).stack_size(STACK).spawn(move || {
        if let Some(job) = take(&theirs) {
            // Nobody may be waiting any more.
            let _ = send.send(job(flag));
        }
    });
    if started.is_err()
        && let Some(job) = take(&shared)
    {
        return Err(job);
    }
    Ok(waiting_for(Working::Thread(receive), given_up))
}

/// Gives the job back: this platform has no threads.
#[cfg(target_family = "wasm")]
fn begin<J: FnOnce(Arc<AtomicBool>) -> Finish + Send + 'static>(job: J) -> Result<Value, J> {
    Err(job)
}

/// A builtin that waits for its job.
struct Wait {
    job: Value,
    /// Looks to come that are charged.
    looks: usize,
    /// What each is charged.
    part: usize,
}

impl Wait {
    fn look(mut self, cx: &mut CallCx<'_>) -> Result<Outcome> {
        let last = self.looks == 0;
        if let Some(finish) = self.finish(last)? {
            return finish(cx).map(Outcome::Done);
        }
        if last {
            return Ok(Outcome::Later(self.then()));
        }
        cx.charge(self.part);
        self.looks -= 1;
        Ok(Outcome::Yield(self.then()))
    }

    /// Waits for a moment; what finishes the call, if the job is done and it is to be `taken`.
    fn finish(&self, taken: bool) -> Result<Option<Finish>> {
        let Value::Func(f) = &self.job else { return Err(lost()) };
        let HandleTarget::Bound { code, .. } = &f.target else { return Err(lost()) };
        let job = code.as_any().downcast_ref::<Job>().ok_or_else(lost)?;
        let mut progress = job.progress.lock().unwrap_or_else(PoisonError::into_inner);
        if progress.finish.is_none() {
            progress.finish = match &mut progress.work {
                Working::Thread(result) => match result.recv_timeout(LOOK) {
                    Ok(finish) => Some(finish),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => {
                        return Err(Error::internal("a computation came to nothing"));
                    }
                },
                #[cfg(any(test, target_family = "wasm"))]
                Working::Pieces(job) => match job.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                    Poll::Ready(finish) => Some(finish),
                    Poll::Pending => None,
                },
            };
        }
        Ok(if taken { progress.finish.take() } else { None })
    }

    fn then(self) -> Then {
        Then { phase: PHASE, state: vec![self.job, Value::Num(self.looks as f64), Value::Num(self.part as f64)] }
    }
}

/// The `resume` of every builtin that offloads.
///
/// # Errors
/// Those of the job.
pub fn resume(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    let number = |k: usize| r.state.get(k).and_then(Value::as_f64);
    let (Some(looks), Some(part)) = (number(1), number(2)) else { return Err(lost()) };
    Wait { job: r.state[0].clone(), looks: looks as usize, part: part as usize }.look(cx)
}

fn lost() -> Error {
    Error::internal("a computation was lost")
}

#[cfg(test)]
mod tests {
    use crate::testing::{Bench, close};
    use runmat_ignition::CallCx;
    use runmat_value::{Dialect, Value};

    #[test]
    fn jobs_in_pieces_rest_between_them() {
        let job = |pace: super::Pace| async move {
            let (mut sum, mut done) = (0.0, 0usize);
            for k in 0..10 {
                sum += f64::from(k);
                pace.did(&mut done, super::PIECE / 2).await;
            }
            pace.rest().await;
            Box::new(move |_: &mut CallCx<'_>| Ok(runmat_ignition::one(Value::Num(sum)))) as super::Finish
        };
        let wait = super::in_pieces(job(super::Pace { rests: true }));
        let looks = std::iter::from_fn(|| wait.finish(true).unwrap().is_none().then_some(())).count();
        assert_eq!(looks, 6);
        drop(super::at_once(job(super::Pace::NONE)));
        let (rests, none) = (super::Pace { rests: true }, super::Pace::NONE);
        assert_eq!((rests.share(super::PIECE / 3, 100), rests.share(1, 100), none.share(super::PIECE, 7)), (3, 100, 7));
    }

    #[test]
    fn long_factorisations_come_in_slices_and_are_the_same() {
        let mut b = Bench::new(Dialect::Octave);
        let n = 330;
        let a = b.one("randn", &[n.into(), n.into()]);
        for name in ["det", "inv", "lu", "qr", "eig", "svd"] {
            let (got, slices) = b.slices(name, std::slice::from_ref(&a), 1, 1000).unwrap();
            let (_, again) = b.slices(name, std::slice::from_ref(&a), 1, 1000).unwrap();
            assert!(slices == again && (slices > 4 || matches!(name, "det" | "lu")), "{name}: {slices}, {again}");
            assert!(close(&got[0], &b.one(name, std::slice::from_ref(&a)), 1e-9), "{name}");
        }
        let rhs = Value::col((0..n).map(|k| k as f64).collect());
        let (x, _) = b.slices("mldivide", &[a.clone(), rhs.clone()], 1, 1000).unwrap();
        assert!(close(&b.one("mtimes", &[a, x[0].clone()]), &rhs, 1e-6));
    }
}
