//! The fixed executor takes no memory after its start, counted by the allocator itself.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Duration;

use runmat_async::*;

/// The system's allocator, counting the allocations of threads that ask for it.
struct Counting;

thread_local! {
    static COUNTED: Cell<Option<usize>> = const { Cell::new(None) };
}

fn count() {
    // A thread that is ending has nothing to count.
    let _ = COUNTED.try_with(|counted| counted.set(counted.get().map(|count| count + 1)));
}

// SAFETY: every method passes its arguments on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: as promised by the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as promised by the caller.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: as promised by the caller.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Number of allocations of this thread within `work`.
fn allocations(work: impl FnOnce()) -> usize {
    COUNTED.set(Some(0));
    work();
    COUNTED.take().unwrap_or(0)
}

const TASKS: usize = 64;

/// Sleeps, gives way, sleeps again.
fn task(timers: &TimerQueue, number: usize) -> TaskFuture {
    let timers = timers.clone();
    Box::pin(async move {
        timers.try_at(Duration::from_millis(number as u64 % 5)).unwrap().await;
        yield_now().await;
        timers.try_at(Duration::from_millis(10)).unwrap().await;
    })
}

#[test]
fn nothing_is_allocated_after_the_start() {
    let executor = FixedExecutor::new(Arc::new(VirtualClock::new()), TASKS, TASKS);
    let mut handles = Vec::with_capacity(TASKS);
    for round in 0..3 {
        let mut tasks: Vec<TaskFuture> = (0..TASKS).map(|number| task(executor.timers(), number)).collect();
        let late: TaskFuture = Box::pin(async {});
        let taken = allocations(|| run(&executor, &mut tasks, &mut handles, late));
        assert_eq!(taken, 0, "in round {round}");
    }
    assert!(allocations(|| drop(Box::new(1))) > 0, "the counter counts");
}

fn run(executor: &FixedExecutor, tasks: &mut Vec<TaskFuture>, handles: &mut Vec<TaskHandle>, late: TaskFuture) {
    for (number, task) in tasks.drain(..).enumerate() {
        handles.push(executor.spawn(Priority::ALL[number % 5], task).unwrap());
    }
    let refused = executor.spawn(Priority::Urgent, late).unwrap_err();
    assert_eq!(refused.refusal, SpawnRefusal::Full);
    let mut ended = handles[0].ended();
    let mut cx = Context::from_waker(Waker::noop());
    assert!(Future::poll(std::pin::Pin::new(&mut ended), &mut cx).is_pending());
    for _ in 0..TASKS / 2 {
        executor.poll_once(&mut cx);
    }
    handles[1].cancel();
    assert_eq!(executor.run_until_idle(), Turn::Empty);
    handles.clear();
}
