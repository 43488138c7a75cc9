//! What the page does for the session: functions of the object `host` that each instance of the module is made with.
//!
//! They belong to the instance, so that no reference to JavaScript is held here: all that lives in the session is
//! `Send`, as everywhere else.

use js_sys::{Array, Object, Uint8Array};
use runmat_async::Clock;
use std::time::Duration;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Asks for a call of [`Engine::turn`](crate::Engine::turn).
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn wake();
    /// The engine has a bug, and this instance is lost.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn panicked(message: &str);

    /// Text was printed: 1 standard output, 2 standard error.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn printed(stream: u8, bytes: &[u8]);
    /// The program asks: `input`, `keyboard`, `key` or `permission`. `text`: the answer is not evaluated.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn asked(number: f64, kind: &str, prompt: &str, text: bool);
    /// What was asked is not wanted any more.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn withdrawn(number: f64);
    /// The program calls a function of the page.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn called(number: f64, name: &str, arguments: Array, results: f64);
    /// The program makes a request over HTTP.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn requested(number: f64, method: &str, url: &str, headers: Array, body: &[u8], seconds: f64, most: f64);
    /// What a look at variables has shown.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn seen(number: f64, what: JsValue);
    /// The run is over.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn finished(outcome: Object);

    /// Milliseconds since some fixed start.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn now() -> f64;
    /// Milliseconds since 1970-01-01 UTC.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn date() -> f64;
    /// Minutes east of UTC at a moment in milliseconds, whether that is daylight saving time, the zone's abbreviation.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn zone(at: f64) -> Array;
    /// 32 random bits.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn random() -> u32;

    /// Size (-1 for a folder) and modification time in milliseconds; `undefined` when there is no such file.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn stat(path: &str) -> JsValue;
    /// The content of a file.
    #[wasm_bindgen(js_namespace = host, catch)]
    pub(crate) fn read(path: &str) -> Result<Uint8Array, JsValue>;
    /// Writes a file whole.
    #[wasm_bindgen(js_namespace = host, catch)]
    pub(crate) fn write(path: &str, bytes: &[u8]) -> Result<(), JsValue>;
    /// The names in a folder.
    #[wasm_bindgen(js_namespace = host, catch)]
    pub(crate) fn list(path: &str) -> Result<Array, JsValue>;
    /// Makes a folder.
    #[wasm_bindgen(js_namespace = host, catch)]
    pub(crate) fn make_folder(path: &str) -> Result<(), JsValue>;
    /// Removes a file or an empty folder.
    #[wasm_bindgen(js_namespace = host, catch)]
    pub(crate) fn remove(path: &str) -> Result<(), JsValue>;
    /// Renames.
    #[wasm_bindgen(js_namespace = host, catch)]
    pub(crate) fn rename(from: &str, to: &str) -> Result<(), JsValue>;

    /// An array for the program of the page: an object of the package's own classes. `data` is a typed array, or an
    /// array of values.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn array(class: &str, dims: Array, data: JsValue, imag: JsValue) -> JsValue;
    /// A sparse matrix: where columns start, rows, values.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn sparse(
        class: &str,
        dims: Array,
        columns: JsValue,
        rows: JsValue,
        data: JsValue,
        imag: JsValue,
    ) -> JsValue;
    /// Anything that stays in the session, with its text.
    #[wasm_bindgen(js_namespace = host)]
    pub(crate) fn opaque(class: &str, dims: Array, text: &str) -> JsValue;
}

/// The page's clock.
pub(crate) struct PageClock;

impl Clock for PageClock {
    fn now(&self) -> Duration {
        Duration::from_secs_f64(now().max(0.0) / 1e3)
    }
}
