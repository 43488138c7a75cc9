function c = pagemtimes(a, how_a, b, how_b)
  % c = pagemtimes(a, b), pagemtimes(a, 'transpose', b, 'none'): products page by page.
  if nargin == 2
    b = how_a;
    how_a = 'none';
    how_b = 'none';
  end
  a = turned(a, how_a);
  b = turned(b, how_b);
  nd = max(ndims(a), ndims(b));
  pa = size(a, 3:max(nd, 3));
  pb = size(b, 3:max(nd, 3));
  pages = max(pa, pb);
  c = zeros([size(a, 1), size(b, 2), pages]);
  at = cell(1, numel(pages));
  for k = 1:prod(pages)
    [at{:}] = ind2sub([pages, 1], k);
    ia = cellfun(@min, at, num2cell(pa), 'UniformOutput', false);
    ib = cellfun(@min, at, num2cell(pb), 'UniformOutput', false);
    c(:, :, at{:}) = a(:, :, ia{:}) * b(:, :, ib{:});
  end
end

function x = turned(x, how)
  switch how
    case 'transpose'
      x = pagetranspose(x);
    case 'ctranspose'
      x = pagectranspose(x);
  end
end
