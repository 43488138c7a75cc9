function y = movstd(x, wlen, varargin)
% movstd(x, wlen): std over a window of wlen elements that moves along x.
%   movstd(1:5, 3)
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
    f = @(v) std(v, opt, 1, 'omitnan');
  else
    f = @(v) std(v, opt, 1);
  end
  y = movfun(f, x, wlen, rest{:});
end
