function b = paddata(a, n, varargin)
  % b = paddata(a, n, 'Dimension', d, 'FillValue', v, 'Side', s): at least n elements along a dimension.
  [dim, value, side] = __resize_options__(a, n, varargin);
  b = a;
  for k = 1:numel(n)
    b = __fit__(b, max(n(k), size(b, dim(k))), dim(k), value, side);
  end
end
