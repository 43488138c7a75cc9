function results = runtests(varargin)
  % results = runtests(), runtests(names): runs the tests of files or folders, or with names like 'file/test'; without
  % names those of the current folder.
  results = run(testsuite(varargin{:}));
end
