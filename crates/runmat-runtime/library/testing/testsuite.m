function tests = testsuite(varargin)
  % tests = testsuite(), testsuite(names): the tests of files, of folders, or with names like 'file/test'; without
  % names those of the current folder.
  names = {};
  for k = 1:numel(varargin)
    names = [names; reshape(cellstr(varargin{k}), [], 1)];
  end
  if isempty(names)
    names = {pwd()};
  end
  parts = cellfun(@of_name, names, 'UniformOutput', false);
  tests = [parts{:}];
  if isempty(tests)
    tests = __tests__(struct('name', '', 'folder', pwd()), {}, {});
  end
end

function tests = of_name(name)
  if isfolder(name)
    files = dir(fullfile(name, '*.m'));
    files = sort({files.name});
    files = files(~cellfun(@isempty, regexpi(files, '^test.*\.m$|test\.m$', 'once')));
    parts = cellfun(@(f) of_file(fullfile(name, f)), files, 'UniformOutput', false);
    tests = [parts{:}];
    return
  end
  if exist(name, 'file') == 2 || exist([name, '.m'], 'file') == 2
    tests = of_file(name);
    return
  end
  parts = strsplit(name, '/');
  if numel(parts) == 2 && exist(parts{1}, 'file') == 2
    tests = of_file(parts{1});
    tests = tests(strcmp({tests.Name}, name));
    if ~isempty(tests)
      return
    end
  end
  error('MATLAB:unittest:TestSuite:UnrecognizedSuite', 'Unable to find a test file or folder with the name ''%s''.', name);
end

function tests = of_file(file)
  path = file;
  if ~isfile(path)
    path = [file, '.m'];
  end
  if ~isfile(path)
    path = which(file);
  end
  [folder, name] = fileparts(path);
  if isempty(folder)
    folder = pwd();
  end
  text = fileread(path);
  code = regexprep(text, '^(\s|%[^\n]*\n|#[^\n]*\n)*', '');
  if strncmp(code, 'function', 8)
    back = cd(folder);
    returned = onCleanup(@() cd(back));
    tests = feval(name);
    if ~isa(tests, 'matlab.unittest.Test')
      error('MATLAB:unittest:TestSuite:NonTestFunction', 'The function in ''%s'' does not return tests.', path);
    end
    return
  end
  tests = of_script(name, folder, text);
end

% The tests of a script are its sections; what stands before the first one is run before each.
function tests = of_script(name, folder, text)
  [sections, titles] = regexp(text, '^[ \t]*%%[^\n]*', 'split', 'match', 'lineanchors');
  shared = sections{1};
  if isempty(titles)
    titles = {name};
    sections = {'', shared};
    shared = '';
  end
  titles = cellfun(@(t) strtrim(regexprep(t, '^\s*%%', '')), titles, 'UniformOutput', false);
  for k = 1:numel(titles)
    if isempty(titles{k})
      titles{k} = sprintf('Section %d', k);
    end
  end
  titles = matlab.lang.makeUniqueStrings(matlab.lang.makeValidName(titles));
  bodies = cellfun(@(code) @(testCase) __run_section__(sprintf('%s\n%s', shared, code)), sections(2:end), 'UniformOutput', false);
  none = @(testCase) [];
  suite = struct('name', name, 'folder', folder, 'setupOnce', none, 'teardownOnce', none, 'setup', none, 'teardown', none);
  tests = __tests__(suite, titles, bodies);
end
