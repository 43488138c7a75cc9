//! Suspension, fuel, cancellation, timers, executors.
#![cfg_attr(not(feature = "std"), no_std)]
extern crate alloc;

pub mod id;
pub mod interaction;

pub use id::TaskId;
pub use interaction::{PendingInteraction, RuntimeControlFlow};
