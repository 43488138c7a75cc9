function d = calendarDuration(varargin)
  % d = calendarDuration(y, m, d), calendarDuration(y, m, d, h, mi, s): lengths of time by the calendar.
  % The elements are complex: months, and days as the imaginary part.
  [args, options] = __name_values__(varargin, {'Format'});
  if numel(args) == 1
    args = num2cell(double(args{1}), 1);
  end
  args = [cellfun(@double, args, 'UniformOutput', false), {0, 0, 0}];
  days = args{3};
  if numel(args) > 6
    days = days + (args{4} * 3600 + args{5} * 60 + args{6}) / 86400;
  elseif numel(args) == 7
    days = days + args{4} / 86400000;
  end
  months = args{1} * 12 + args{2};
  d = __object__('calendarDuration', struct('data__', complex(months + 0 * days, days + 0 * months), 'Format', 'ymdt'));
  if isfield(options, 'Format')
    d.Format = char(options.Format);
  end
end
