//! The page as a host: virtual files, which the package keeps in memory; date, time zone and chance of the page.

use crate::files::OpenFiles;
use crate::page::{self, PageClock};
use js_sys::{Array, Reflect};
use runmat_async::Clock;
use runmat_core::{FileInfo, Host, HostError, HostFile, OpenMode, ZoneOffset};
use std::collections::BTreeMap;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};

/// Files, clock and chance of the page. There are no other programs, and an environment only of the session's own.
#[derive(Clone)]
pub(crate) struct PageHost {
    folder: String,
    files: OpenFiles,
    environment: BTreeMap<String, String>,
    arguments: Vec<String>,
}

impl PageHost {
    /// With files shared with whoever stores what was written to them.
    pub(crate) fn new(files: OpenFiles, arguments: Vec<String>) -> Self {
        PageHost { folder: "/".into(), files, environment: BTreeMap::new(), arguments }
    }

    /// The absolute path; open files have been stored, so that the page's files are as the program sees them.
    fn settled(&self, path: &str) -> Result<String, HostError> {
        self.files.store()?;
        Ok(absolute(&self.folder, path))
    }
}

/// The files of the page, and those that programs have open.
pub(crate) fn open_files() -> OpenFiles {
    OpenFiles::new(|path, bytes| page::write(path, bytes).map_err(failure))
}

/// A path from the root on, without dots.
pub(crate) fn absolute(folder: &str, path: &str) -> String {
    let whole = if path.starts_with('/') { path.to_string() } else { format!("{folder}/{path}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    format!("/{}", steps.join("/"))
}

/// What the page's files have thrown.
fn failure(thrown: JsValue) -> HostError {
    let text = |name: &str| Reflect::get(&thrown, &JsValue::from_str(name)).ok().and_then(|v| v.as_string());
    match text("code").as_deref() {
        Some("not-found") => HostError::NotFound,
        _ => HostError::Other(text("message").unwrap_or_else(|| "the page's files have failed".into())),
    }
}

/// What is known of the file at an absolute path.
fn look(path: &str) -> Option<FileInfo> {
    let found: Array = page::stat(path).dyn_into().ok()?;
    let number = |k: u32| found.get(k).as_f64().unwrap_or(0.0);
    let size = number(0);
    Some(FileInfo {
        name: path.rsplit('/').next().unwrap_or_default().to_string(),
        is_dir: size < 0.0,
        len: size.max(0.0) as u64,
        modified: number(1) / 1e3,
    })
}

impl Host for PageHost {
    fn fork(&self) -> Option<Box<dyn Host>> {
        Some(Box::new(self.clone()))
    }

    fn now(&self) -> Duration {
        PageClock.now()
    }

    fn wall_clock(&self) -> f64 {
        page::date() / 1e3
    }

    fn entropy(&mut self) -> u64 {
        u64::from(page::random()) << 32 | u64::from(page::random())
    }

    fn zone(&self, at: f64) -> ZoneOffset {
        let zone = page::zone(at * 1e3);
        ZoneOffset {
            seconds: (zone.get(0).as_f64().unwrap_or(0.0) * 60.0) as i32,
            daylight: zone.get(1).as_bool().unwrap_or(false),
            name: zone.get(2).as_string().unwrap_or_else(|| "UTC".into()),
        }
    }

    fn read_file(&mut self, path: &str) -> Result<Vec<u8>, HostError> {
        let path = self.settled(path)?;
        Ok(page::read(&path).map_err(failure)?.to_vec())
    }

    fn open(&mut self, path: &str, mode: OpenMode) -> Result<Box<dyn HostFile>, HostError> {
        let path = absolute(&self.folder, path);
        if look(&path).is_some_and(|f| f.is_dir) {
            return Err(HostError::Other("Is a directory".into()));
        }
        self.files.open(&path, mode, || Ok(page::read(&path).map_err(failure)?.to_vec()))
    }

    fn stat(&mut self, path: &str) -> Result<FileInfo, HostError> {
        let path = self.settled(path)?;
        look(&path).ok_or(HostError::NotFound)
    }

    fn list(&mut self, path: &str) -> Result<Vec<FileInfo>, HostError> {
        let folder = self.settled(path)?;
        let mut names = self.names(&folder)?;
        names.sort();
        Ok(names.iter().filter_map(|name| look(&absolute(&folder, name))).collect())
    }

    fn names(&mut self, path: &str) -> Result<Vec<String>, HostError> {
        let path = self.settled(path)?;
        let names = page::list(&path).map_err(failure)?;
        Ok(names.iter().filter_map(|name| name.as_string()).collect())
    }

    fn make_dir(&mut self, path: &str) -> Result<(), HostError> {
        page::make_folder(&self.settled(path)?).map_err(failure)
    }

    fn remove(&mut self, path: &str) -> Result<(), HostError> {
        let path = self.settled(path)?;
        page::remove(&path).map_err(failure)?;
        self.files.removed(&path);
        Ok(())
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), HostError> {
        let (from, to) = (self.settled(from)?, self.settled(to)?);
        page::rename(&from, &to).map_err(failure)?;
        self.files.renamed(&from, &to);
        Ok(())
    }

    fn current_dir(&self) -> String {
        self.folder.clone()
    }

    fn set_current_dir(&mut self, path: &str) -> Result<(), HostError> {
        let folder = self.settled(path)?;
        match look(&folder) {
            Some(f) if f.is_dir => self.folder = folder,
            Some(_) => return Err(HostError::Other("Not a directory".into())),
            None => return Err(HostError::NotFound),
        }
        Ok(())
    }

    fn canonical(&mut self, path: &str) -> Result<String, HostError> {
        let path = self.settled(path)?;
        look(&path).map(|_| path).ok_or(HostError::NotFound)
    }

    fn env(&self, name: &str) -> Option<String> {
        self.environment.get(name).cloned()
    }

    fn set_env(&mut self, name: &str, value: Option<&str>) -> Result<(), HostError> {
        match value {
            Some(value) => self.environment.insert(name.to_string(), value.to_string()),
            None => self.environment.remove(name),
        };
        Ok(())
    }

    fn arguments(&self) -> Vec<String> {
        self.arguments.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn paths_are_seen_from_the_folder() {
        assert_eq!(absolute("/", "a.m"), "/a.m");
        assert_eq!(absolute("/x/y", "../b/./c"), "/x/b/c");
        assert_eq!(absolute("/x", "/q//r/"), "/q/r");
        assert_eq!(absolute("/x", "../../.."), "/");
    }
}
