function mustBeFolder(x)
  % mustBeFolder(path): error unless it names an existing folder.
  if ~all(isfolder(x))
    error('MATLAB:validators:mustBeFolder', 'The following folders do not exist: ''%s''.', char(x));
  end
end
