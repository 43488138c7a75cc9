//! Open files. Their content lies here while they are open; what was written goes to the page's files before anything
//! else looks at these, and now and then.

use runmat_core::{HostError, HostFile, OpenMode};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// Puts a file's content where it belongs.
pub(crate) type Store = fn(&str, &[u8]) -> Result<(), HostError>;

/// The content of an open file, shared by all that have it open.
struct Content {
    /// Where it belongs; nowhere once the file is removed.
    path: Option<String>,
    bytes: Vec<u8>,
    /// Something was written that is not stored yet.
    dirty: bool,
}

type Shared = Arc<Mutex<Content>>;

/// The files that are open, by path.
#[derive(Clone)]
pub(crate) struct OpenFiles {
    open: Arc<Mutex<BTreeMap<String, Weak<Mutex<Content>>>>>,
    store: Store,
}

fn lock<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

impl OpenFiles {
    pub(crate) fn new(store: Store) -> Self {
        OpenFiles { open: Arc::default(), store }
    }

    /// Opens a file whose stored content `read` gives.
    ///
    /// # Errors
    /// That of `read`, and that of storing a file made or cut by being opened.
    pub(crate) fn open(
        &self,
        path: &str,
        mode: OpenMode,
        read: impl FnOnce() -> Result<Vec<u8>, HostError>,
    ) -> Result<Box<dyn HostFile>, HostError> {
        let held = lock(&self.open).get(path).and_then(Weak::upgrade);
        let content = match held {
            Some(content) => content,
            None => {
                let bytes = match read() {
                    Err(HostError::NotFound) if mode.create => None,
                    other => Some(other?),
                };
                let dirty = bytes.is_none();
                let bytes = bytes.unwrap_or_default();
                Arc::new(Mutex::new(Content { path: Some(path.to_string()), bytes, dirty }))
            }
        };
        if mode.truncate {
            let mut content = lock(&content);
            content.bytes.clear();
            content.dirty = true;
        }
        lock(&self.open).insert(path.to_string(), Arc::downgrade(&content));
        let mut file = OpenFile { content, at: 0, mode, store: self.store };
        file.flush()?;
        Ok(Box::new(file))
    }

    /// Stores what was written.
    ///
    /// # Errors
    /// The first one met; the others are tried all the same.
    pub(crate) fn store(&self) -> Result<(), HostError> {
        let mut open = lock(&self.open);
        let mut first = Ok(());
        open.retain(|_, content| {
            let Some(content) = content.upgrade() else { return false };
            let stored = save(&content, self.store);
            if first.is_ok() {
                first = stored;
            }
            true
        });
        first
    }

    /// A file or folder has another name now; what is open goes on under that.
    pub(crate) fn renamed(&self, from: &str, to: &str) {
        let mut open = lock(&self.open);
        let inside = |path: &str| path.strip_prefix(from).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let moved: Vec<String> = open.keys().filter(|path| inside(path)).cloned().collect();
        for path in moved {
            let Some(content) = open.remove(&path) else { continue };
            let path = format!("{to}{}", &path[from.len()..]);
            if let Some(content) = content.upgrade() {
                lock(&content).path = Some(path.clone());
            }
            open.insert(path, content);
        }
    }

    /// A file is gone; what is still written to it is lost, as elsewhere.
    pub(crate) fn removed(&self, path: &str) {
        let content = lock(&self.open).remove(path).and_then(|content| content.upgrade());
        if let Some(content) = content {
            lock(&content).path = None;
        }
    }
}

fn save(content: &Mutex<Content>, store: Store) -> Result<(), HostError> {
    let content = &mut *lock(content);
    if let (Some(path), true) = (&content.path, content.dirty) {
        store(path, &content.bytes)?;
        content.dirty = false;
    }
    Ok(())
}

struct OpenFile {
    content: Shared,
    at: usize,
    mode: OpenMode,
    store: Store,
}

impl HostFile for OpenFile {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, HostError> {
        if !self.mode.read {
            return Err(HostError::Other("Bad file descriptor".into()));
        }
        let content = lock(&self.content);
        let rest = content.bytes.get(self.at..).unwrap_or_default();
        let n = rest.len().min(buf.len());
        buf[..n].copy_from_slice(&rest[..n]);
        self.at += n;
        Ok(n)
    }

    fn write(&mut self, buf: &[u8]) -> Result<(), HostError> {
        if !self.mode.write && !self.mode.append {
            return Err(HostError::Other("Bad file descriptor".into()));
        }
        let content = &mut *lock(&self.content);
        if self.mode.append {
            self.at = content.bytes.len();
        }
        let end = self.at + buf.len();
        if content.bytes.len() < end {
            content.bytes.resize(end, 0);
        }
        content.bytes[self.at..end].copy_from_slice(buf);
        content.dirty = true;
        self.at = end;
        Ok(())
    }

    fn seek(&mut self, to: Option<u64>) -> Result<u64, HostError> {
        if let Some(to) = to {
            self.at = usize::try_from(to).map_err(|_| HostError::Other("Invalid argument".into()))?;
        }
        Ok(self.at as u64)
    }

    fn len(&mut self) -> Result<u64, HostError> {
        Ok(lock(&self.content).bytes.len() as u64)
    }

    fn flush(&mut self) -> Result<(), HostError> {
        save(&self.content, self.store)
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        // Whoever closes properly has flushed, and was told.
        let _ = self.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READ: OpenMode = OpenMode { read: true, write: false, append: false, truncate: false, create: false };
    const WRITE: OpenMode = OpenMode { read: false, write: true, append: false, truncate: true, create: true };

    #[test]
    fn readers_see_what_writers_have_written() {
        let files = OpenFiles::new(|_, _| Ok(()));
        let mut writer = files.open("/a", WRITE, || Err(HostError::NotFound)).unwrap();
        writer.write(b"one two").unwrap();
        let mut reader = files.open("/a", READ, || panic!("it is open already")).unwrap();
        let mut buf = [0; 4];
        assert_eq!((reader.read(&mut buf), &buf), (Ok(4), b"one "));
        writer.seek(Some(4)).unwrap();
        writer.write(b"ten!").unwrap();
        assert_eq!((reader.read(&mut buf), &buf, reader.len()), (Ok(4), b"ten!", Ok(8)));
        assert_eq!(reader.read(&mut buf), Ok(0));
        assert!(reader.write(b"x").is_err() && writer.read(&mut buf).is_err());
    }

    #[test]
    fn what_was_written_is_stored_once() {
        let files = OpenFiles::new(|path, bytes| match (path, bytes) {
            ("/full", [_, ..]) => Err(HostError::Other("no room".into())),
            _ => Ok(()),
        });
        assert!(matches!(files.open("/b", READ, || Err(HostError::NotFound)), Err(HostError::NotFound)));
        let mut file = files.open("/full", WRITE, || Ok(b"old".to_vec())).unwrap();
        assert_eq!(file.len(), Ok(0));
        assert_eq!(files.store(), Ok(()));
        file.write(b"new").unwrap();
        assert_eq!(files.store(), Err(HostError::Other("no room".into())));
        files.renamed("/full", "/elsewhere");
        assert_eq!(files.store(), Ok(()));
        file.write(b"er").unwrap();
        files.renamed("/elsewhere", "/full");
        files.removed("/full");
        assert_eq!((files.store(), file.flush(), file.len()), (Ok(()), Ok(()), Ok(5)));
    }
}
