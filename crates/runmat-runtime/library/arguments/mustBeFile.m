function mustBeFile(x)
  % mustBeFile(path): error unless it names an existing file.
  if ~all(isfile(x))
    error('MATLAB:validators:mustBeFile', 'The following files do not exist: ''%s''.', char(x));
  end
end
