function d = duration(varargin)
  % d = duration(h, m, s), duration(h, m, s, ms), duration(matrix), duration(text): lengths of time.
  [args, options] = __name_values__(varargin, {'Format', 'InputFormat'});
  format = 'hh:mm:ss';
  if isempty(args)
    data = 0;
  elseif isa(args{1}, 'duration')
    data = args{1}.data__;
    format = args{1}.Format;
  elseif __is_text__(args{1})
    data = __read_durations__(args{1});
  elseif numel(args) == 1
    m = double(args{1});
    if size(m, 2) ~= 3
      error('MATLAB:duration:InvalidNumericData', 'Numeric input data must be a matrix with three columns, or else three, or four separate numeric arrays.');
    end
    data = m(:, 1) * 3600000 + m(:, 2) * 60000 + m(:, 3) * 1000;
  else
    parts = [cellfun(@double, args, 'UniformOutput', false), {0, 0}];
    data = parts{1} * 3600000 + parts{2} * 60000 + parts{3} * 1000;
    if numel(args) > 3
      data = data + parts{4};
    end
  end
  if isfield(options, 'Format')
    format = __duration_format__(options.Format);
  end
  d = __object__('duration', struct('data__', data, 'Format', format));
end
