function out = nthargout(n, varargin)
% nthargout(n, f, ...), nthargout(n, total, f, ...): output number n of a call.
  if nargin < 2
    print_usage();
  end
  if isnumeric(varargin{1})
    total = varargin{1};
    f = varargin{2};
    list = varargin(3:end);
  else
    total = max(n(:));
    f = varargin{1};
    list = varargin(2:end);
  end
  if ~(isa(f, 'function_handle') || ischar(f))
    print_usage();
  end
  if any(n(:) ~= fix(n(:))) || total ~= fix(total) || any(n(:) <= 0) || total <= 0
    error('nthargout: N and NTOT must consist of positive integers');
  end
  all_outputs = cell(1, max(total, max(n(:))));
  [all_outputs{:}] = feval(f, list{:});
  if isscalar(n)
    out = all_outputs{n};
  else
    out = all_outputs(n);
  end
end
