//! What every executor has to do. One suite, run on each of them.

mod driven;

use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use driven::{Driven, counter};
use runmat_async::*;
use runmat_executors::ThreadExecutor;

const MILLISECOND: Duration = Duration::from_millis(1);

/// Notes what happens, in order.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<usize>>>);

impl Log {
    fn note(&self, what: usize) {
        self.0.lock().unwrap().push(what);
    }

    fn take(&self) -> Vec<usize> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

/// An executor with threads, in virtual time.
fn threaded(threads: usize) -> ThreadExecutor {
    ThreadExecutor::with_clock(Arc::new(VirtualClock::new()), threads)
}

/// As [`on_each`], for what holds on several threads, too, which begin tasks by themselves.
fn on_all(check: impl Fn(Arc<dyn Executor>)) {
    on_each(&check);
    on_threads(&check);
}

fn on_threads(check: impl Fn(Arc<dyn Executor>)) {
    for threads in [0, 1, 3] {
        check(Arc::new(threaded(threads)));
    }
    check(Arc::new(Driven::by_tokio(threaded(2))));
}

/// Runs `check` on a new executor of each kind, in virtual time.
fn on_each(check: impl Fn(Arc<dyn Executor>)) {
    check(Arc::new(LocalExecutor::in_virtual_time()));
    check(Arc::new(FixedExecutor::new(Arc::new(VirtualClock::new()), 2000, 2000)));
    check(Arc::new(Driven::by_tokio(LocalExecutor::in_virtual_time())));
    check(Arc::new(Driven::by_an_event_loop(LocalExecutor::in_virtual_time())));
}

fn spawn(executor: &dyn Executor, priority: Priority, task: impl Future<Output = ()> + Send + 'static) -> TaskHandle {
    executor.spawn(priority, Box::pin(task)).unwrap()
}

fn forever() -> impl Future<Output = ()> + Send {
    core::future::pending()
}

#[test]
fn everything_can_change_threads() {
    fn send<T: Send>() {}
    fn send_and_sync<T: Send + Sync + ?Sized>() {}
    send_and_sync::<LocalExecutor>();
    send_and_sync::<FixedExecutor>();
    send_and_sync::<dyn Executor>();
    send_and_sync::<TaskHandle>();
    send_and_sync::<CancelToken>();
    send_and_sync::<TimerQueue>();
    send_and_sync::<InputResponder>();
    send::<TaskEnded>();
    send::<Cancelled>();
    send::<TimerAwaitable>();
    send::<InputAwaitable>();
    send::<JoinSet<u8>>();
    send::<JoinHandle<u8>>();
    send::<oneshot::Receiver<u8>>();
}

#[test]
fn spawning_polls_nothing_and_order_is_urgency_then_age() {
    on_each(|executor| {
        let log = Log::default();
        for (number, priority) in [Priority::Low, Priority::Normal, Priority::Urgent, Priority::Normal, Priority::Idle]
            .into_iter()
            .enumerate()
        {
            let log = log.clone();
            spawn(&*executor, priority, async move { log.note(number) });
        }
        assert_eq!(log.take(), []);
        assert_eq!(executor.live_tasks(), 5);
        assert_eq!(executor.run_until_idle(), Turn::Empty);
        assert_eq!(log.take(), [2, 1, 3, 0, 4]);
        assert_eq!(executor.live_tasks(), 0);
    });
}

#[test]
fn tasks_of_one_level_take_turns() {
    on_each(|executor| {
        let log = Log::default();
        for number in 0..3 {
            let log = log.clone();
            spawn(&*executor, Priority::Normal, async move {
                for _ in 0..2 {
                    log.note(number);
                    yield_now().await;
                }
            });
        }
        executor.run_until_idle();
        assert_eq!(log.take(), [0, 1, 2, 0, 1, 2]);
    });
}

#[test]
fn an_idle_task_is_not_starved_by_urgent_ones() {
    on_each(|executor| {
        let log = Log::default();
        for _ in 0..3 {
            spawn(&*executor, Priority::Urgent, async {
                loop {
                    yield_now().await;
                }
            });
        }
        let noted = log.clone();
        spawn(&*executor, Priority::Idle, async move {
            loop {
                noted.note(0);
                yield_now().await;
            }
        });
        let mut cx = Context::from_waker(Waker::noop());
        let turns = (0..1000).take_while(|_| {
            executor.poll_once(&mut cx);
            log.0.lock().unwrap().is_empty()
        });
        let first = turns.count();
        assert!((60..=70).contains(&first), "first turn after {first}");
        for _ in 0..1000 {
            executor.poll_once(&mut cx);
        }
        assert!((10..=20).contains(&log.take().len()), "and again and again, but seldom");
    });
}

#[test]
fn a_waiting_host_is_woken_exactly_once() {
    on_each(|executor| {
        let (host, waker) = counter();
        let mut cx = Context::from_waker(&waker);
        assert_eq!(executor.poll_once(&mut cx), Turn::Empty);
        let (mut answers, mut responders) = (Vec::new(), Vec::new());
        for _ in 0..3 {
            let (answer, responder) = InputAwaitable::pair();
            responders.push(responder);
            answers.push(spawn_with_result(&*executor, Priority::Normal, answer).unwrap());
        }
        assert_eq!(host.get(), 1, "the first of several spawned tasks wakes");
        while let Turn::Ran(_) = executor.poll_once(&mut cx) {}
        assert_eq!(executor.poll_once(&mut cx), Turn::Waiting);
        for responder in responders {
            responder.answer("yes").unwrap();
        }
        assert_eq!(host.get(), 2);
        while let Turn::Ran(_) = executor.poll_once(&mut cx) {}
        for mut answer in answers {
            assert_eq!(Pin::new(&mut answer).poll(&mut cx), Poll::Ready(Ok(Ok("yes".into()))));
        }
        assert_eq!(host.get(), 2);
    });
}

#[test]
fn each_event_polls_its_task_once() {
    on_all(|executor| {
        let polls = Arc::new(AtomicUsize::new(0));
        let (sender, mut receiver) = oneshot::channel::<()>();
        let counted = polls.clone();
        spawn(
            &*executor,
            Priority::Normal,
            poll_fn(move |cx| {
                counted.fetch_add(1, Ordering::SeqCst);
                Pin::new(&mut receiver).poll(cx).map(drop)
            }),
        );
        executor.run_until_idle();
        executor.run_until_idle();
        assert_eq!(polls.load(Ordering::SeqCst), 1);
        sender.send(()).unwrap();
        assert_eq!(executor.run_until_idle(), Turn::Empty);
        assert_eq!(polls.load(Ordering::SeqCst), 2);
    });
}

#[test]
fn several_wakes_before_a_turn_are_one_turn_and_a_wake_while_running_is_not_lost() {
    on_all(|executor| {
        let polls = Arc::new(AtomicUsize::new(0));
        let counted = polls.clone();
        let kept = Arc::new(Mutex::new(None));
        let keep = kept.clone();
        spawn(
            &*executor,
            Priority::Normal,
            poll_fn(move |cx| {
                *keep.lock().unwrap() = Some(cx.waker().clone());
                match counted.fetch_add(1, Ordering::SeqCst) {
                    0 => {
                        cx.waker().wake_by_ref();
                        cx.waker().wake_by_ref();
                        Poll::Pending
                    }
                    1 => Poll::Pending,
                    _ => Poll::Ready(()),
                }
            }),
        );
        assert_eq!(executor.run_until_idle(), Turn::Waiting);
        assert_eq!(polls.load(Ordering::SeqCst), 2);
        let waker: Waker = kept.lock().unwrap().clone().unwrap();
        waker.wake_by_ref();
        waker.wake_by_ref();
        assert_eq!(executor.run_until_idle(), Turn::Empty);
        assert_eq!(polls.load(Ordering::SeqCst), 3);
        waker.wake();
        assert_eq!(executor.run_until_idle(), Turn::Empty);
    });
}

#[test]
fn a_thousand_timers_end_at_once_in_virtual_time_and_always_in_the_same_order() {
    let run = |executor: Arc<dyn Executor>| {
        let log = Log::default();
        for number in 0..1000 {
            let (log, timers) = (log.clone(), executor.timers().clone());
            spawn(&*executor, Priority::Normal, async move {
                timers.after(100 * MILLISECOND).await;
                log.note(number);
                timers.after((number % 7) as u32 * MILLISECOND).await;
                log.note(1000 + number);
            });
        }
        let begun = std::time::Instant::now();
        assert_eq!(executor.run_until_idle(), Turn::Empty);
        assert_eq!(executor.timers().now(), 106 * MILLISECOND);
        assert!(begun.elapsed() < Duration::from_secs(10));
        log.take()
    };
    let first = run(Arc::new(LocalExecutor::in_virtual_time()));
    assert_eq!(first.len(), 2000);
    assert!(first.iter().filter(|number| **number < 1000).copied().eq(0..1000));
    on_each(|executor| assert!(run(executor) == first));
}

#[test]
fn cancelling_drops_the_task_in_its_turn() {
    on_each(|executor| {
        let held = Arc::new(());
        let inside = held.clone();
        let task = spawn(&*executor, Priority::Normal, async move {
            forever().await;
            drop(inside);
        });
        executor.run_until_idle();
        assert_eq!(task.state(), TaskState::Waiting);
        let (waits, waker) = counter();
        let mut ended = task.ended();
        let mut cx = Context::from_waker(&waker);
        assert!(Pin::new(&mut ended).poll(&mut cx).is_pending());
        assert!(task.cancel());
        assert_eq!(Arc::strong_count(&held), 2, "only its turn drops it");
        assert_eq!(executor.run_until_idle(), Turn::Empty);
        assert_eq!(Arc::strong_count(&held), 1);
        assert_eq!(waits.get(), 1);
        assert_eq!(Pin::new(&mut ended).poll(&mut cx), Poll::Ready(TaskOutcome::Cancelled));
        assert!(!task.cancel());
    });
}

#[test]
fn a_task_can_cancel_itself_and_one_that_never_ran_is_never_polled() {
    on_each(|executor| {
        let log = Log::default();
        let (sender, receiver) = oneshot::channel::<TaskHandle>();
        let noted = log.clone();
        let task = spawn(&*executor, Priority::Normal, async move {
            receiver.await.unwrap().cancel();
            noted.note(1);
            yield_now().await;
            noted.note(2);
        });
        sender.send(task.clone()).unwrap();
        let noted = log.clone();
        let never = spawn(&*executor, Priority::Normal, async move { noted.note(3) });
        never.cancel();
        assert_eq!(executor.run_until_idle(), Turn::Empty);
        assert_eq!(log.take(), [1]);
        assert_eq!(task.outcome(), Some(TaskOutcome::Cancelled));
        assert_eq!(never.outcome(), Some(TaskOutcome::Cancelled));
    });
}

#[test]
fn tasks_spawn_tasks_and_wait_for_them() {
    on_all(|executor| {
        let log = Log::default();
        let (noted, weak) = (log.clone(), Arc::downgrade(&executor));
        spawn(&*executor, Priority::Normal, async move {
            let mut children = JoinSet::new();
            {
                let executor = weak.upgrade().unwrap();
                for number in 0..3_u32 {
                    let pause = executor.timers().after((3 - number) * MILLISECOND);
                    let child = async move {
                        pause.await;
                        number as usize
                    };
                    children.spawn(&*executor, Priority::High, child).unwrap();
                }
            }
            while let Some((_, number)) = children.join_next().await {
                noted.note(number.unwrap());
            }
        });
        assert_eq!(executor.run_until_idle(), Turn::Empty);
        assert_eq!(log.take(), [2, 1, 0], "in the order in which they end");
    });
}

#[test]
fn a_dropped_join_set_cancels_its_members_and_a_detached_one_does_not() {
    on_all(|executor| {
        let held = Arc::new(());
        let member = |held: Arc<()>| async move {
            forever().await;
            drop(held);
        };
        let mut group = JoinSet::new();
        let id = group.spawn(&*executor, Priority::Normal, member(held.clone())).unwrap();
        executor.run_until_idle();
        drop(group);
        assert_eq!(executor.run_until_idle(), Turn::Empty);
        assert_eq!(Arc::strong_count(&held), 1);
        assert!(executor.handle(id).is_none(), "the id means nobody any more");

        let mut group = JoinSet::new();
        group.spawn(&*executor, Priority::Normal, member(held.clone())).unwrap();
        group.detach_all();
        drop(group);
        assert_eq!(executor.run_until_idle(), Turn::Waiting);
        assert_eq!(executor.live_tasks(), 1);
    });
}

#[test]
fn cancelled_members_report() {
    on_all(|executor| {
        let mut group = JoinSet::new();
        let id = group.spawn(&*executor, Priority::Normal, forever()).unwrap();
        group.cancel_all();
        assert_eq!(group.try_join_next(), None);
        executor.run_until_idle();
        assert_eq!(group.try_join_next(), Some((id, Err(JoinError::Cancelled))));
        let mut cx = Context::from_waker(Waker::noop());
        assert_eq!(Pin::new(&mut group.join_next()).poll(&mut cx), Poll::Ready(None));
    });
}

#[test]
fn shutdown_without_grace_drops_everything_at_once() {
    on_all(|executor| {
        let task = spawn(&*executor, Priority::Normal, forever());
        executor.run_until_idle();
        executor.shutdown(Duration::ZERO);
        assert_eq!(executor.live_tasks(), 0);
        assert_eq!(task.outcome(), Some(TaskOutcome::Cancelled));
        let refused = executor.spawn(Priority::Normal, Box::pin(forever())).unwrap_err();
        assert_eq!(refused.refusal, SpawnRefusal::ShuttingDown);
    });
}

#[test]
fn grace_lets_the_quick_end_and_drops_the_slow() {
    let check = |executor: Arc<dyn Executor>, deadlines: &[Duration]| {
        let cleanup = |delay: Duration| {
            let (closing, timers) = (executor.closing(), executor.timers().clone());
            async move {
                assert_eq!(closing.cancelled().await, CancelReason::Shutdown);
                timers.after(delay).await;
            }
        };
        let quick = spawn(&*executor, Priority::Normal, cleanup(5 * MILLISECOND));
        let slow = spawn(&*executor, Priority::Normal, cleanup(50 * MILLISECOND));
        let deaf = spawn(&*executor, Priority::Normal, forever());
        assert_eq!(executor.run_until_idle(), Turn::Waiting);
        assert_eq!(executor.next_deadline(), None);
        executor.shutdown(10 * MILLISECOND);
        let deadline = executor.next_deadline().unwrap();
        assert!(deadlines.contains(&deadline), "{deadline:?}");
        assert_eq!(executor.run_until_idle(), Turn::Empty);
        assert_eq!(executor.timers().now(), 10 * MILLISECOND);
        assert_eq!(quick.outcome(), Some(TaskOutcome::Finished));
        assert_eq!(slow.outcome(), Some(TaskOutcome::Cancelled));
        assert_eq!(deaf.outcome(), Some(TaskOutcome::Cancelled));
    };
    on_each(|executor| check(executor, &[10 * MILLISECOND]));
    // Threads may have begun to clean up by themselves.
    on_threads(|executor| check(executor, &[5 * MILLISECOND, 10 * MILLISECOND]));
}

#[test]
fn dropping_the_executor_drops_its_tasks_and_tells_those_who_wait() {
    on_all(|executor| {
        let held = Arc::new(());
        let inside = held.clone();
        let task = spawn(&*executor, Priority::Normal, async move {
            forever().await;
            drop(inside);
        });
        let mut result = spawn_with_result(&*executor, Priority::Normal, forever()).unwrap();
        let mut other_end = task.ended();
        let (waits, waker) = counter();
        let mut cx = Context::from_waker(&waker);
        assert!(Pin::new(&mut other_end).poll(&mut cx).is_pending());
        assert!(Pin::new(&mut result).poll(&mut cx).is_pending());
        drop(executor);
        assert_eq!(Arc::strong_count(&held), 1);
        assert_eq!(waits.get(), 2);
        assert_eq!(Pin::new(&mut other_end).poll(&mut cx), Poll::Ready(TaskOutcome::Cancelled));
        assert_eq!(Pin::new(&mut result).poll(&mut cx), Poll::Ready(Err(JoinError::Cancelled)));
        assert!(!task.cancel());
    });
}

#[test]
fn a_million_tasks_leave_no_slot_behind() {
    on_each(|executor| {
        let mut group = JoinSet::new();
        let mut joined = 0_usize;
        let mut seen = std::collections::HashSet::new();
        let mut slots = 0;
        while joined < 1_000_000 {
            for number in 0..1000_usize {
                let id = group.spawn(&*executor, Priority::Normal, async move { number }).unwrap();
                slots = slots.max(id.slot() + 1);
                if joined < 20_000 {
                    assert!(seen.insert(id), "an id was given out twice");
                }
            }
            executor.run_until_idle();
            while let Some((_, number)) = group.try_join_next() {
                assert_eq!(number, Ok(joined % 1000));
                joined += 1;
            }
        }
        assert!(slots <= 1000, "{slots} slots for 1000 tasks at a time");
        assert_eq!((executor.live_tasks(), group.len()), (0, 0));
    });
}

#[test]
fn a_slot_is_held_by_handles_and_a_stale_id_means_nobody() {
    let executor = FixedExecutor::new(Arc::new(VirtualClock::new()), 1, 0);
    let first = spawn(&executor, Priority::Normal, async {});
    let (id, copy) = (first.id(), first.clone());
    let full = executor.spawn(Priority::Normal, Box::pin(async {})).unwrap_err();
    assert_eq!(full.refusal, SpawnRefusal::Full);
    executor.run_until_idle();
    drop(first);
    let full = executor.spawn(Priority::Normal, full.task).unwrap_err();
    assert_eq!(copy.outcome(), Some(TaskOutcome::Finished));
    assert_eq!(executor.handle(id).unwrap().outcome(), Some(TaskOutcome::Finished));
    drop(copy);
    assert!(executor.handle(id).is_none());
    let second = executor.spawn(Priority::Normal, full.task).unwrap();
    assert_eq!(second.id(), TaskId::new(id.slot(), id.generation() + 1));
    assert!(executor.handle(id).is_none());
}

#[test]
fn an_old_waker_does_not_disturb_the_next_task_of_its_slot() {
    let executor = LocalExecutor::in_virtual_time();
    let kept = Arc::new(Mutex::new(None));
    let keep = kept.clone();
    let first = spawn(
        &executor,
        Priority::Normal,
        poll_fn(move |cx| {
            *keep.lock().unwrap() = Some(cx.waker().clone());
            Poll::Ready(())
        }),
    );
    executor.run_until_idle();
    let slot = first.id().slot();
    drop(first);
    let second = spawn(&executor, Priority::Normal, forever());
    assert_eq!(second.id().slot(), slot);
    executor.run_until_idle();
    let old: Waker = kept.lock().unwrap().take().unwrap();
    old.wake();
    assert_eq!(second.state(), TaskState::Waiting);
}

#[cfg(feature = "std")]
mod with_threads {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn a_panicking_task_ends_alone() {
        on_each(|executor| {
            let result = spawn_with_result(&*executor, Priority::High, async { panic!("on purpose") }).unwrap();
            let other = spawn_with_result(&*executor, Priority::Normal, async { 5 }).unwrap();
            assert!(catch_unwind(AssertUnwindSafe(|| executor.run_until_idle())).is_err());
            assert_eq!(result.task().outcome(), Some(TaskOutcome::Panicked));
            let timers = executor.timers().clone();
            assert_eq!(block_on(result, &timers), Err::<(), _>(JoinError::Panicked));
            assert_eq!(executor.run_until_idle(), Turn::Empty);
            assert_eq!(block_on(other, &timers), Ok(5));
        });
    }

    #[test]
    fn real_time_passes_while_parked() {
        let executor = LocalExecutor::in_real_time();
        let mut group = JoinSet::new();
        for _ in 0..1000 {
            let pause = executor.timers().after(100 * MILLISECOND);
            group.spawn(&executor, Priority::Normal, pause).unwrap();
        }
        block_on(drive(&executor), executor.timers());
        assert_eq!(std::iter::from_fn(|| group.try_join_next()).count(), 1000);
        assert!(executor.timers().now() >= 100 * MILLISECOND);
    }

    #[test]
    fn driving_sees_the_end_of_the_grace() {
        let executor = Arc::new(LocalExecutor::in_real_time());
        let task = spawn(&*executor, Priority::Normal, forever());
        let closer = executor.clone();
        let thread = std::thread::spawn(move || {
            std::thread::sleep(10 * MILLISECOND);
            closer.shutdown(20 * MILLISECOND);
        });
        block_on(drive(&*executor), executor.timers());
        assert_eq!(task.outcome(), Some(TaskOutcome::Cancelled));
        thread.join().unwrap();
    }

    #[test]
    fn wakes_from_other_threads_are_not_lost() {
        let executor = LocalExecutor::in_real_time();
        let (mut senders, mut group) = (Vec::new(), JoinSet::new());
        for _ in 0..5000 {
            let (sender, receiver) = oneshot::channel();
            senders.push(sender);
            group.spawn(&executor, Priority::Normal, receiver).unwrap();
        }
        let thread = std::thread::spawn(move || {
            for (number, sender) in senders.into_iter().enumerate() {
                sender.send(number).unwrap();
            }
        });
        block_on(drive(&executor), executor.timers());
        thread.join().unwrap();
        let mut numbers: Vec<_> =
            std::iter::from_fn(|| group.try_join_next()).map(|(_, n)| n.unwrap().unwrap()).collect();
        numbers.sort_unstable();
        assert!(numbers.into_iter().eq(0..5000));
    }
}

/// A task that does so many units of work a turn, for so many turns in all.
fn worker(meter: &Meter, work: u64, turns: usize) -> impl Future<Output = ()> + Send + 'static {
    let meter = meter.clone();
    async move {
        for _ in 0..turns {
            meter.add(work);
            yield_now().await;
        }
    }
}

fn turns(executor: &dyn Executor, n: usize) {
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..n {
        executor.poll_once(&mut cx);
    }
}

#[test]
fn shares_are_kept_however_long_the_turns_are() {
    on_each(|executor| {
        let meters: [Meter; 3] = Default::default();
        for ((meter, weight), work) in meters.iter().zip([3, 1, 2]).zip([100_000, 370_000, 25_000]) {
            let share = Share::new(weight).metered(meter.clone());
            executor.spawn_sharing(Priority::Normal, share, Box::pin(worker(meter, work, usize::MAX))).unwrap();
        }
        turns(&*executor, 20_000);
        let used = meters.each_ref().map(|m| m.read() as f64);
        let whole: f64 = used.iter().sum();
        for (used, part) in used.into_iter().zip([0.5, 1.0 / 6.0, 1.0 / 3.0]) {
            assert!((used / whole - part).abs() < 0.005, "{} instead of {part}", used / whole);
        }
    });
}

#[test]
fn a_long_turn_is_repaid_and_a_rest_is_worth_a_few_turns() {
    on_each(|executor| {
        let (long, short): (Meter, Meter) = Default::default();
        let (sender, receiver) = oneshot::channel::<()>();
        let log = Log::default();
        for (number, meter) in [&long, &short].into_iter().enumerate() {
            let (meter, log) = (meter.clone(), log.clone());
            let share = Share::new(1).metered(meter.clone());
            let task = async move {
                meter.add(if number == 0 { 100 << 20 } else { 1 << 20 });
                for _ in 0..200 {
                    log.note(number);
                    yield_now().await;
                    meter.add(1 << 20);
                }
            };
            executor.spawn_sharing(Priority::Normal, share, Box::pin(task)).unwrap();
        }
        let (idle, noted) = (Meter::new(), log.clone());
        let share = Share::new(1).metered(idle.clone());
        let sleeper = async move {
            let _ = receiver.await;
            for _ in 0..8 {
                noted.note(2);
                idle.add(1 << 20);
                yield_now().await;
            }
        };
        executor.spawn_sharing(Priority::Normal, share, Box::pin(sleeper)).unwrap();
        turns(&*executor, 60);
        assert!(log.take()[2..].iter().all(|&n| n == 1), "the long one pays first");
        turns(&*executor, 100);
        sender.send(()).unwrap();
        log.take();
        turns(&*executor, 12);
        let order = log.take();
        assert!(order[..4].iter().all(|&n| n == 2), "what has waited starts at once: {order:?}");
        assert!(order[4..].contains(&1) || order[4..].contains(&0), "but its credit is bounded: {order:?}");
    });
}

#[test]
fn tasks_with_and_without_a_share_do_not_starve_each_other() {
    on_each(|executor| {
        let log = Log::default();
        for number in 0..3 {
            let (log, meter) = (log.clone(), Meter::new());
            let share = Share::new(1).metered(meter.clone());
            let task = Box::pin(async move {
                loop {
                    log.note(number);
                    meter.add(1 << 20);
                    yield_now().await;
                }
            });
            let spawned = match number {
                0 => executor.spawn(Priority::Normal, task),
                _ => executor.spawn_sharing(Priority::Normal, share, task),
            };
            spawned.unwrap();
        }
        turns(&*executor, 300);
        let order = log.take();
        for number in 0..3 {
            let part = order.iter().filter(|&&n| n == number).count();
            assert!((90..=110).contains(&part), "{number}: {part} of 300");
        }
    });
}

#[test]
fn threads_lose_no_wake_and_use_each_other() {
    let executor = ThreadExecutor::new(3);
    let seen: Arc<Mutex<std::collections::HashSet<std::thread::ThreadId>>> = Arc::default();
    let done = Arc::new(AtomicUsize::new(0));
    for number in 0..20_000 {
        let (sender, receiver) = oneshot::channel::<usize>();
        let (done, seen) = (done.clone(), seen.clone());
        let waits = async move {
            let got = receiver.await.unwrap();
            if got % 100 == 0 {
                seen.lock().unwrap().insert(std::thread::current().id());
                std::thread::sleep(MILLISECOND / 5);
            }
            yield_now().await;
            done.fetch_add(got, Ordering::SeqCst);
        };
        let sends = async move {
            yield_now().await;
            sender.send(number).unwrap();
        };
        spawn(&executor, Priority::Normal, waits);
        spawn(&executor, Priority::Normal, sends);
    }
    executor.join();
    assert_eq!(done.load(Ordering::SeqCst), 20_000 * 19_999 / 2);
    assert!(seen.lock().unwrap().len() > 1, "more than one thread has worked");
    // Timers end by themselves, and nobody drives.
    let begun = std::time::Instant::now();
    for _ in 0..100 {
        let pause = executor.timers().after(30 * MILLISECOND);
        spawn(&executor, Priority::Normal, pause);
    }
    executor.join();
    assert!(begun.elapsed() >= 30 * MILLISECOND && begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    // What is pending when it goes is dropped.
    let held = Arc::new(());
    let inside = held.clone();
    spawn(&executor, Priority::Normal, async move {
        forever().await;
        drop(inside);
    });
    drop(executor);
    assert_eq!(Arc::strong_count(&held), 1);
}

#[test]
fn lanes_make_up_one_executor() {
    let executor = threaded(3);
    let tasks: Vec<TaskHandle> = (0..3000).map(|_| spawn(&executor, Priority::Normal, forever())).collect();
    let ids: std::collections::HashSet<TaskId> = tasks.iter().map(TaskHandle::id).collect();
    assert_eq!((ids.len(), executor.live_tasks()), (3000, 3000));
    assert_eq!(executor.run_until_idle(), Turn::Waiting);
    // An id leads to its task, wherever that is.
    executor.handle(tasks[1].id()).unwrap().cancel();
    executor.run_until_idle();
    assert_eq!(tasks[1].outcome(), Some(TaskOutcome::Cancelled));
    assert!(tasks.iter().enumerate().all(|(k, t)| k == 1 || t.outcome().is_none()));
    executor.shutdown(Duration::ZERO);
    assert!(tasks.iter().all(|t| t.outcome() == Some(TaskOutcome::Cancelled)));
}

#[test]
fn shutdown_waits_for_what_other_threads_are_dropping() {
    struct Slow(Arc<AtomicUsize>);
    impl Drop for Slow {
        fn drop(&mut self) {
            std::thread::sleep(MILLISECOND);
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    for by_task in [false, true] {
        let executor = Arc::new(threaded(2));
        let dropped = Arc::new(AtomicUsize::new(0));
        for _ in 0..40 {
            let slow = Slow(dropped.clone());
            let task = spawn(&*executor, Priority::Normal, async move {
                forever().await;
                drop(slow);
            });
            // So that the threads are dropping some when all are.
            task.cancel();
        }
        if by_task {
            // It does not wait for itself.
            let own = executor.clone();
            spawn(&*executor, Priority::Urgent, async move { own.shutdown(Duration::ZERO) });
            executor.join();
        } else {
            executor.shutdown(Duration::ZERO);
        }
        assert_eq!((dropped.load(Ordering::SeqCst), executor.live_tasks()), (40, 0));
    }
}

#[test]
fn threads_take_over_what_another_has_spawned() {
    let executor = Arc::new(ThreadExecutor::new(3));
    let seen: Arc<Mutex<std::collections::HashSet<std::thread::ThreadId>>> = Arc::default();
    let (weak, noted) = (Arc::downgrade(&executor), seen.clone());
    spawn(&*executor, Priority::Normal, async move {
        let executor = weak.upgrade().unwrap();
        for _ in 0..60 {
            let noted = noted.clone();
            spawn(&*executor, Priority::Normal, async move {
                noted.lock().unwrap().insert(std::thread::current().id());
                std::thread::sleep(MILLISECOND);
            });
        }
    });
    let begun = std::time::Instant::now();
    while executor.live_tasks() > 0 {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(MILLISECOND);
    }
    assert!(seen.lock().unwrap().len() > 1, "all of it was spawned in one lane");
}

#[test]
fn under_tokio_time_passes_and_wakes_come_from_anywhere() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap();
    let executor = Arc::new(LocalExecutor::in_real_time());
    let (mut senders, sum) = (Vec::new(), Arc::new(AtomicUsize::new(0)));
    for _ in 0..2000 {
        let (sender, receiver) = oneshot::channel::<usize>();
        senders.push(sender);
        let (sum, pause) = (sum.clone(), executor.timers().after(20 * MILLISECOND));
        spawn(&*executor, Priority::Normal, async move {
            pause.await;
            sum.fetch_add(receiver.await.unwrap(), Ordering::SeqCst);
        });
    }
    let driven = runtime.spawn(runmat_executors::on_tokio(executor.clone()));
    let thread = std::thread::spawn(move || {
        for (number, sender) in senders.into_iter().enumerate() {
            sender.send(number).unwrap();
        }
    });
    runtime.block_on(driven).unwrap();
    thread.join().unwrap();
    assert_eq!(sum.load(Ordering::SeqCst), 2000 * 1999 / 2);
    assert!(executor.timers().now() >= 20 * MILLISECOND && executor.live_tasks() == 0);
}
