function y = movvar(x, wlen, varargin)
% movvar(x, wlen): var over a window of wlen elements that moves along x.
%   movvar(1:5, 3)
  if nargin < 2
    print_usage();
  end
  opt = 0;
  if ~isempty(varargin) && isnumeric(varargin{1})
    opt = varargin{1};
    varargin(1) = [];
  end
  [rest, omit] = __moving_options__(varargin);
  if omit
    f = @(v) var(v, opt, 1, 'omitnan');
  else
    f = @(v) var(v, opt, 1);
  end
  y = movfun(f, x, wlen, rest{:});
end
