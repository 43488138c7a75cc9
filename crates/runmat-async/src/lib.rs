//! Suspension, fuel, cancellation, timers, tasks and executors.
//!
//! The lowest floor of the engine. It says how work waits, is metered, is stopped and takes turns; what the work is,
//! it does not say.
//!
//! # Concepts
//!
//! - **Stopping to wait.** Synchronous code returns [`RuntimeControlFlow::Suspend`] with a [`PendingInteraction`],
//!   plain data that can be saved. The loop that called it parks the run on an awaitable: an [`InputAwaitable`]
//!   answered through its [`InputResponder`], a [`TimerAwaitable`], a [`oneshot::Receiver`], a [`TaskEnded`].
//! - **Metering.** [`Fuel`] counts units of work, the same on every machine; [`RunLimits`] says what a run may use.
//! - **Stopping for good.** A [`CancelToken`] asks politely, with a [`CancelReason`]; dropping a future is the
//!   cancellation that cannot be refused. Every awaitable here may be dropped at any time and leaves nothing behind.
//! - **Time.** A [`Clock`] is injected; a [`VirtualClock`] moves to the next deadline when there is nothing else to
//!   do. A [`TimerQueue`] keeps who waits for when.
//! - **Taking turns.** An [`Executor`] polls tasks, each with a [`Priority`], named by a [`TaskId`], seen from outside
//!   through a [`TaskHandle`]. [`LocalExecutor`] grows as needed, [`FixedExecutor`] allocates nothing after its start.
//!   [`JoinHandle`] and [`JoinSet`] carry results. `block_on` (with the `std` feature) waits for a future on a thread.
//!
//! # Invariants
//!
//! - There is no value, no expression and no name of the language here, and no dependency.
//! - There is no thread, no thread-local and no static. All state is in objects, so two executors on one thread do not
//!   notice each other.
//! - There is no hidden waiting: an executor acts inside calls only. The one function that sleeps is `block_on`.
//! - There is no wall clock, no address and no hash in the order of tasks: it follows from priority, from the order
//!   in which tasks became ready, and from how many turns they have waited.
//! - No waker is woken and no future polled or dropped while a lock is held.
//! - Each event wakes its waiter exactly once.
//! - Ids carry generations; one that was kept too long names no task rather than a wrong one.
//! - Everything is `Send` on native targets. On wasm, [`MaybeSend`] lets tasks hold objects of the page.
//!
//! # Features
//!
//! `std` (default): the system clock, `block_on`, and the standard mutex. Without it the crate needs `alloc` and
//! atomics, and locks by spinning.
//!
//! # Example
//!
//! A thousand tasks that sleep for a tenth of a second take no time at all in virtual time:
//!
//! ```
//! use core::time::Duration;
//! use runmat_async::{Executor, JoinSet, LocalExecutor, Priority, Turn};
//!
//! let executor = LocalExecutor::in_virtual_time();
//! let mut tasks = JoinSet::new();
//! for number in 0..1000 {
//!     let pause = executor.timers().after(Duration::from_millis(100));
//!     tasks.spawn(&executor, Priority::Normal, async move {
//!         pause.await;
//!         number
//!     })?;
//! }
//! assert_eq!(executor.run_until_idle(), Turn::Empty);
//! assert_eq!(executor.timers().now(), Duration::from_millis(100));
//! let order: Vec<_> = core::iter::from_fn(|| tasks.try_join_next()).map(|(_, result)| result.unwrap()).collect();
//! assert!(order.into_iter().eq(0..1000));
//! # Ok::<(), runmat_async::SpawnRefusal>(())
//! ```

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(unsafe_code)]

extern crate alloc;
#[cfg(all(test, not(feature = "std")))]
extern crate std;

#[cfg(feature = "std")]
mod block_on;
mod cancel;
mod clock;
mod executor;
mod fuel;
mod handle;
mod id;
mod input;
mod interaction;
mod join;
mod limits;
mod marker;
pub mod oneshot;
mod sync;
#[cfg(test)]
mod testing;
mod timer;
mod wakers;

#[cfg(feature = "std")]
pub use block_on::block_on;
pub use cancel::{CancelReason, CancelToken, Cancelled};
#[cfg(feature = "std")]
pub use clock::SystemClock;
pub use clock::{Clock, VirtualClock};
pub use executor::{
    Drive, Executor, FixedExecutor, LocalExecutor, Meter, Share, SpawnError, SpawnRefusal, Standing, TaskFuture, Turn,
    YieldNow, drive, yield_now,
};
pub use fuel::{Fuel, OutOfFuel};
pub use handle::{TaskControl, TaskEnded, TaskHandle};
pub use id::{Priority, TaskId, TaskOutcome, TaskState};
pub use input::{InputAwaitable, InputError, InputResponder};
pub use interaction::{PendingInteraction, RuntimeControlFlow};
pub use join::{JoinError, JoinHandle, JoinNext, JoinSet, spawn_with_result};
pub use limits::{Limit, RunLimits};
pub use marker::{MaybeSend, MaybeSync};
pub use timer::{TimerAwaitable, TimerQueue, TimerQueueFull};
