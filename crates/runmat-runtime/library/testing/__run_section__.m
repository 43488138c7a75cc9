function __run_section__(varargin)
  % __run_section__(code): runs a part of a script in a workspace of its own.
  eval(varargin{1});
end
