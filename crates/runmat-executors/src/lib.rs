//! Executors for hosts that bring their own way to run things: threads, Tokio, a page's event loop.
//!
//! They all turn what `runmat-async` offers; nothing here knows the language. [`ThreadExecutor`] is an
//! [`Executor`](runmat_async::Executor) by itself. Under Tokio (feature `tokio`) an executor is driven by a task of the
//! surrounding loop: `on_tokio`; in a page by calls from its event loop: [`WasmExecutorAdapter`].

mod page;
#[cfg(not(target_family = "wasm"))]
mod threads;
#[cfg(feature = "tokio")]
mod tokio_host;

pub use page::{Next, WasmExecutorAdapter};
#[cfg(not(target_family = "wasm"))]
pub use threads::ThreadExecutor;
#[cfg(feature = "tokio")]
pub use tokio_host::on_tokio;

/// The examples of `docs/embedding.md`, compiled and run as tests.
#[cfg(all(doctest, feature = "tokio"))]
#[doc = include_str!("../../../docs/embedding.md")]
mod embedding {}
