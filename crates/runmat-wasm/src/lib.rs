//! RunMat in pages, workers and Node: the WebAssembly side of the package in `bindings/ts`.
//!
//! An instance of this module is one session: what is below it shares no memory with other sessions, and when it is
//! given up all of it goes. JavaScript calls [`Engine`]; the other way there are only the functions in `page`, which the
//! package gives to each instance. Nothing here waits or drives itself: woken, it asks the page for a turn
//! (`page::wake`), and `Engine::turn` is called from the event loop
//! ([`WasmExecutorAdapter`](runmat_executors::WasmExecutorAdapter)).
//!
//! | module | what it holds |
//! | --- | --- |
//! | `engine` | the session as JavaScript sees it |
//! | `page` | the functions of the page, the clock |
//! | `host`, `files` | the page as a [`Host`](runmat_core::Host): virtual files, date, chance |
//! | `calls` | functions of the page that programs call, and requests over HTTP |
//! | `values` | values from and to JavaScript |
//! | `editing` | highlighting, problems, completion |

mod calls;
mod editing;
mod engine;
mod files;
mod host;
mod page;
mod values;

pub use engine::Engine;
