function g = memoize(f)
  % g = memoize(f): a function that keeps the results of f for the arguments it has been called with.
  if nargin < 1
    print_usage();
  end
  if ~isa(f, 'function_handle')
    error('memoize: FCN_HANDLE must be a function handle');
  end
  results = containers.Map('KeyType', 'char', 'ValueType', 'any');
  g = @(varargin) remembered(f, results, varargin);
end

function varargout = remembered(f, results, args)
  wanted = max(nargout, 1);
  key = [sprintf('%d ', wanted), sprintf('%s ', key_of(args))];
  if results.isKey(key)
    varargout = results(key);
    return
  end
  varargout = cell(1, wanted);
  [varargout{:}] = f(args{:});
  results(key) = varargout;
end

function key = key_of(v)
  % A text that tells values apart.
  key = [class(v), ' ', sprintf('%d,', size(v)), ':'];
  if iscell(v)
    parts = cellfun(@key_of, v, 'UniformOutput', false);
    key = [key, '{', sprintf('%s;', parts{:}), '}'];
  elseif isstruct(v)
    names = fieldnames(v);
    key = [key, sprintf('%s,', names{:}), key_of(struct2cell(v))];
  elseif isa(v, 'function_handle')
    key = [key, func2str(v)];
  elseif ischar(v)
    key = [key, v(:).'];
  elseif isfloat(v)
    key = [key, sprintf('%.17g+%.17gi,', [real(double(full(v(:)))), imag(double(full(v(:))))].')];
  else
    key = [key, sprintf('%d,', full(v(:)))];
  end
end
