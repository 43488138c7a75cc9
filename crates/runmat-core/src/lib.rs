//! Sessions: what an application embeds.
//!
//! A [`RunMatSession`] holds a workspace. [`RunMatSession::execute_async`] turns a program into an [`ExecuteFuture`]
//! that any executor can poll: each poll runs the program for one slice at most, whatever it does, and hands printed
//! text to the session's [`OutputSink`]. A [`SessionHandle`] cancels, refuels, answers questions and reads variables
//! from anywhere, also while the run is suspended. Dropping the future abandons the run.
//!
//! ```
//! use runmat_core::{RunMatSession, Dialect};
//!
//! let session = RunMatSession::builder().dialect(Dialect::Octave).build();
//! let result = session.execute_blocking("x = 3; y = x * 14")?;
//! assert_eq!(result.printed.text(), "y = 42\n");
//!
//! // Variables stay for the next run; errors are typed.
//! assert_eq!(session.handle().variable("y").and_then(|y| y.as_f64()), Some(42.0));
//! let error = session.execute_blocking("x = y + nosuch;").unwrap_err();
//! assert_eq!(error.message, "'nosuch' undefined near line 1, column 9");
//!
//! // An endless loop ends with its fuel, and the session goes on.
//! let mut limits = runmat_core::RunLimits::NONE;
//! limits.fuel = Some(100_000);
//! session.set_limits(limits);
//! let error = session.execute_blocking("while true, end").unwrap_err();
//! assert_eq!(error.kind, runmat_core::FailureKind::FuelExhausted);
//! session.execute_blocking("z = 1;")?;
//! # Ok::<(), runmat_core::RunMatError>(())
//! ```
//!
//! # Invariants
//!
//! - No statics and no thread-locals: sessions polled alternately on one thread behave as when each runs alone.
//! - A poll takes the engine's lock for one slice at most; cancelling, refuelling and answering never wait for it.
//! - No sink is called and no run wakes itself while the engine is locked: both may use the session's handle.
//! - A panic of the engine ends its own run with `RunMat:InternalError`; the session stays usable.

mod capabilities;
mod completion;
mod device;
mod error;
mod functions;
mod future;
mod handle;
pub mod journal;
mod look;
pub mod native;
mod network;
mod output;
pub mod policy;
mod session;
mod snapshot;
mod workers;

pub use capabilities::{Capabilities, Effect};
pub use completion::{Candidate, CandidateKind, Completion};
pub use error::{CallSite, Failure, FailureKind, RunMatError, SyntaxProblem};
pub use functions::{FromValue, HostBody, HostFailure, HostFunction, IntoResults};
pub use future::{ExecuteFuture, ExecutionResult};
pub use handle::{RunStats, SessionHandle};
pub use journal::{Beginning, Journal, JournalError, Recorder};
pub use look::Listed;
pub use network::{HttpAnswer, HttpClient, HttpFailure, HttpRequest, HttpResponse};
pub use output::{OutputSink, Printed, Stream};
pub use policy::Policy;
pub use runmat_async::{Clock, InputError, PendingInteraction, RunLimits, SystemClock, TimerQueue, VirtualClock};
pub use runmat_ignition::Slice;
pub use runmat_ignition::host::{EffectKind, FileInfo, Host, HostError, HostFile, OpenMode, ZoneOffset};
pub use runmat_value::snapshot::SnapshotError;
pub use runmat_value::{Dialect, Value};
pub use session::{OutOfFuel, Program, RunMatSession, SessionBuilder};
