//! The way to a device: what a run waits for when it is opened, and when arrays come back.

use crate::functions::{Answer, Body, HostFailure};
use runmat_ignition::builtin::Values;
use runmat_runtime::gpu;
use runmat_value::Error;
use runmat_value::device::DeviceSource;
use std::sync::Arc;

/// After this the device is opened anew.
const LOST: &str = "parallel:gpu:device:Lost";

/// The functions of the host behind `gpuArray` and `gather`, by name.
pub(crate) fn bodies(source: Arc<dyn DeviceSource>) -> [(String, Arc<Body>); 2] {
    let opened = source.clone();
    let open: Arc<Body> = Arc::new(move |_, _| -> Answer {
        let opening = opened.open();
        // Whether it could be opened is asked again by the one who waits.
        Box::pin(async move {
            let _opened = opening.await;
            Ok(Values::new())
        })
    });
    let read: Arc<Body> = Arc::new(move |values, _| -> Answer {
        let Some(Ok(device)) = source.opened() else {
            return Box::pin(std::future::ready(Err("the device is gone".into())));
        };
        let coming = gpu::array::fetch(device, values);
        let source = source.clone();
        Box::pin(async move {
            coming.await.map(Values::from_vec).map_err(|e| {
                let e = failure(e);
                if e.identifier == LOST {
                    source.forget();
                }
                e
            })
        })
    });
    [(gpu::OPEN.to_string(), open), (gpu::READ.to_string(), read)]
}

fn failure(e: Error) -> HostFailure {
    HostFailure::new(e.identifier(runmat_value::Dialect::Matlab), e.message(runmat_value::Dialect::Matlab))
}
