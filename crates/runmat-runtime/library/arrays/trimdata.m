function b = trimdata(a, n, varargin)
  % b = trimdata(a, n, 'Dimension', d, 'Side', s): at most n elements along a dimension.
  [dim, value, side] = __resize_options__(a, n, varargin);
  b = a;
  for k = 1:numel(n)
    b = __fit__(b, min(n(k), size(b, dim(k))), dim(k), value, side);
  end
end
