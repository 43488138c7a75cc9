function out = addtodate(d, q, f)
% out = addtodate(d, q, f): dates moved by q units: year, month, day, hour, minute, second, millisecond.
  if nargin < 3
    print_usage();
  end
  if ~(ischar(f) && size(f, 1) == 1)
    error('addtodate: F must be a single character string');
  end
  if isscalar(d) && ~isscalar(q)
    d = repmat(d, size(q));
  elseif isscalar(q)
    q = repmat(q, size(d));
  end
  switch f
    case {'year', 'month'}
      v = datevec(d(:));
      if strcmp(f, 'year')
        v(:, 1) = v(:, 1) + q(:);
      else
        total = v(:, 1) * 12 + v(:, 2) - 1 + q(:);
        v(:, 1) = floor(total / 12);
        v(:, 2) = mod(total, 12) + 1;
      end
      v(:, 3) = min(v(:, 3), eomday(v(:, 1), v(:, 2)));
      out = reshape(datenum(v), size(d));
    case 'day'
      out = d + q;
    case 'hour'
      out = d + q / 24;
    case 'minute'
      out = d + q / 1440;
    case 'second'
      out = d + q / 86400;
    case 'millisecond'
      out = d + q / 86400000;
    otherwise
      error('addtodate: Invalid time unit: %s', f);
  end
end
