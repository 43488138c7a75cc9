function [tf, loc] = ismembertol(a, b, tol)
  % [tf, loc] = ismembertol(a, b, tol): membership up to a tolerance relative to the largest element.
  if nargin < 3
    tol = 1e-12;
    if isa(a, 'single') || isa(b, 'single')
      tol = 1e-6;
    end
  end
  scale = max(abs([a(:); b(:)]));
  tf = false(size(a));
  loc = zeros(size(a));
  for k = 1:numel(a)
    p = find(abs(b(:) - a(k)) <= tol * scale, 1);
    if ~isempty(p)
      tf(k) = true;
      loc(k) = p;
    end
  end
end
