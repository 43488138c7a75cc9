//! Where sessions get their device from: it is opened when it is first asked for, beside everybody else.

use crate::device::GpuDevice;
use runmat_async::oneshot;
use runmat_value::device::{Device, DeviceError, DeviceSource, Opening};
use std::sync::{Arc, Mutex, PoisonError};

type Opened = Result<Arc<dyn Device>, DeviceError>;

#[derive(Default)]
enum State {
    #[default]
    Closed,
    /// Those who wait for it.
    Opening(Vec<oneshot::Sender<Opened>>),
    Open(Opened),
}

fn shared(opened: Result<GpuDevice, DeviceError>) -> Opened {
    opened.map(|device| Arc::new(device) as Arc<dyn Device>)
}

/// The best graphics processor of this machine; a source for any number of sessions.
#[derive(Clone, Default)]
pub struct GpuSource(Arc<Mutex<State>>);

impl GpuSource {
    /// A source whose device is not open yet.
    pub fn new() -> Self {
        GpuSource::default()
    }

    fn settle(&self, opened: Opened) {
        let before = std::mem::replace(&mut *self.lock(), State::Open(opened.clone()));
        if let State::Opening(waiting) = before {
            for sender in waiting {
                // Who has given up waiting misses nothing.
                let _ = sender.send(opened.clone());
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(not(target_family = "wasm"))]
    fn begin(&self) {
        let this = self.clone();
        let work =
            move || this.settle(shared(runmat_async::block_on(GpuDevice::open(), &runmat_async::TimerQueue::system())));
        if let Err(e) = std::thread::Builder::new().name("gpu".into()).spawn(work) {
            self.settle(Err(DeviceError::Failed(e.to_string())));
        }
    }
}

impl DeviceSource for GpuSource {
    fn opened(&self) -> Option<Opened> {
        match &*self.lock() {
            State::Open(opened) => Some(opened.clone()),
            _ => None,
        }
    }

    fn open(&self) -> Opening {
        let (sender, receiver) = oneshot::channel();
        let begins = {
            let mut state = self.lock();
            match &mut *state {
                State::Open(opened) => return Box::pin(std::future::ready(opened.clone())),
                State::Opening(waiting) => {
                    waiting.push(sender);
                    false
                }
                State::Closed => {
                    *state = State::Opening(vec![sender]);
                    true
                }
            }
        };
        let waiting =
            async move { receiver.await.unwrap_or_else(|_| Err(DeviceError::Failed("it was not opened".into()))) };
        #[cfg(not(target_family = "wasm"))]
        {
            if begins {
                self.begin();
            }
            Box::pin(waiting)
        }
        #[cfg(target_family = "wasm")]
        {
            let this = self.clone();
            Box::pin(async move {
                if begins {
                    this.settle(shared(GpuDevice::open().await));
                }
                waiting.await
            })
        }
    }

    fn forget(&self) {
        let mut state = self.lock();
        if matches!(*state, State::Open(_)) {
            *state = State::Closed;
        }
    }
}
