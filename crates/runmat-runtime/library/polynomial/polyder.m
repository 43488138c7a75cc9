function [q, d] = polyder(p, a)
  % polyder(p): derivative of a polynomial.  polyder(a, b): of a product.  [q, d] = polyder(b, a): of a quotient.
  if nargin < 1
    print_usage();
  end
  if ~isvector(p)
    error('polyder: argument must be a vector');
  end
  if nargin == 2
    if ~isvector(a)
      error('polyder: argument must be a vector');
    end
    if nargout < 2
      q = polyder(conv(p, a));
    else
      top = conv(polyder(p), a);
      other = conv(p, polyder(a));
      n = max(numel(top), numel(other));
      q = [zeros(1, n - numel(top)), top] - [zeros(1, n - numel(other)), other];
      q = trimmed(q);
      d = trimmed(conv(a, a));
      q = q / d(1);
      d = d / d(1);
    end
  else
    n = numel(p);
    if n <= 1
      q = 0;
      return;
    end
    q = p(1:n - 1) .* reshape(n - 1:-1:1, size(p(1:n - 1)));
    q = trimmed(q(:).');
    if ~isrow(p) && __octave__()
      q = q(:).';
    end
  end
end

function q = trimmed(q)
  k = find(q ~= 0, 1);
  if isempty(k)
    q = 0;
  else
    q = q(k:end);
  end
end
