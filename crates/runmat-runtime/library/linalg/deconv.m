% [q, r] = deconv(y, a): quotient and remainder of polynomials: y = conv(a, q) + r.
%     [q, r] = deconv([1 5 6], [1 2])
function [q, r] = deconv(y, a)
  if ~(isvector(y) && isvector(a))
    if exist('OCTAVE_VERSION', 'builtin')
      error('deconv: Y and A must be vectors');
    else
      error('MATLAB:deconv:InputsMustBeVectors', 'Inputs must be vectors.');
    end
  end
  if a(1) == 0
    if exist('OCTAVE_VERSION', 'builtin')
      error('deconv: divisor cannot be zero');
    else
      error('MATLAB:deconv:ZeroCoef1', 'First coefficient of A must be non-zero.');
    end
  end
  ny = numel(y);
  na = numel(a);
  if na > ny
    q = 0;
    r = y;
    return
  end
  impulse = zeros(1, ny - na + 1);
  impulse(1) = 1;
  if na > 1
    q = filter(y, a, impulse);
  else
    q = y / a;
  end
  if iscolumn(y) && ~isscalar(y)
    q = q(:);
  end
  if nargout > 1
    product = conv(a, q);
    r = y - reshape(product, size(y));
  end
end
